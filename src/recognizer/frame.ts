// Defined in messaging: the frame is part of the protocol between the call page and the recognizer.
export * from '../messaging/frame.ts';
