// Runs in the page's own world, beside the page's scripts; imports no other room.

import { installTap } from './install.ts';

installTap(window);
