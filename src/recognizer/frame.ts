// The frame is part of the protocol between the call page and the recognizer; it is defined there.
export * from '../messaging/frame.ts';
