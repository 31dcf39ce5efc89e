/**
 * `npm run events`: counts what a person in a call notices - false captions per hour, recall of held
 * signs, time to the caption - on landmark streams and on rendered clips; learns the gate's model of
 * intent and leaves its parts out in turn. docs/gate.md explains all of it, `--help` the options.
 */
import './lab/events/main.ts';
