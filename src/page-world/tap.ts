import { installTap } from './install.ts';

installTap(window);
