/** A call that is embedded: in a frame of another site, which browsers run in another process. */
const frame = document.createElement('iframe');
frame.width = '680';
frame.height = '480';
frame.allow = 'camera; autoplay';
frame.src = `${location.origin.replace('localhost', '127.0.0.1')}/call.html`;
document.body.append(frame);
