/** A sheet as its text: the build puts it into the script. */
declare module '*.css' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: this is how a bundler hands a file in.
  export default text;
}
