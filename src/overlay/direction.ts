/** Direction of a caption in this language; if unknown, the browser decides by the first letter. */
export function directionOf(language: string | undefined): 'ltr' | 'rtl' | 'auto' {
  if (!language) return 'auto';
  return language === 'ar' ? 'rtl' : 'ltr';
}
