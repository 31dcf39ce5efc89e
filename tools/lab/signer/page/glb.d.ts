declare module '*.glb' {
  const bytes: Uint8Array;
  export default bytes;
}
