/** Which findings of Mozilla's linter are expected, each with the reason. */
import * as v from 'valibot';

const findingSchema = v.object({
  code: v.string(),
  message: v.string(),
  file: v.optional(v.string()),
  line: v.optional(v.number()),
});
/** The part of the linter's JSON report that we read. */
export const reportSchema = v.object({
  errors: v.array(findingSchema),
  warnings: v.array(findingSchema),
});
export type Finding = v.InferOutput<typeof findingSchema>;
export type Report = v.InferOutput<typeof reportSchema>;

export interface Allowed {
  code: string;
  /** Narrows what is allowed: matched against the file's name and the message. */
  about?: RegExp;
  why: string;
}

const preact: Allowed = {
  code: 'UNSAFE_VAR_ASSIGNMENT',
  about: /^(content|chunks\/chunk-[A-Z0-9]+)\.js .*innerHTML/,
  why: "Preact's own dangerouslySetInnerHTML, in content.js and in the pages' shared chunk; a test checks that no file of ours parses HTML.",
};

const inChromium: readonly Allowed[] = [
  preact,
  {
    code: 'BACKGROUND_SERVICE_WORKER_NOFALLBACK',
    why: 'Chromium has no background scripts; the Firefox build has its own manifest.',
  },
  { code: 'ADDON_ID_REQUIRED', why: 'Chromium has no gecko id.' },
  { code: 'MISSING_DATA_COLLECTION_PERMISSIONS', why: 'A key that only Firefox has.' },
  {
    code: 'MANIFEST_PERMISSIONS',
    about: /"offscreen"/,
    why: 'Chromium hosts the recognizer in an offscreen document.',
  },
  {
    code: 'UNSUPPORTED_API',
    about: /^background\.js offscreen\./,
    why: 'Chromium hosts the recognizer in an offscreen document.',
  },
];

/** Allowed findings, by build. */
export const allowedIn: Readonly<Record<string, readonly Allowed[]>> = {
  chrome: inChromium,
  firefox: [preact],
};

/** The findings that no rule allows. */
export function unexpected(report: Report, rules: readonly Allowed[]): Finding[] {
  return [...report.errors, ...report.warnings].filter(
    ({ code, message, file = '' }) =>
      !rules.some((rule) => rule.code === code && (rule.about?.test(`${file} ${message}`) ?? true)),
  );
}
