/**
 * `npm run events`: counts what a person in a call notices - false captions an hour, held signs
 * told, time to caption - on landmark streams and on drawn clips; learns the gate's model of intent
 * and leaves its parts out in turn. docs/gate.md explains all of it.
 */
import './lab/events/main.ts';
