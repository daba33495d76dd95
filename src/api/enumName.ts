/** The GraphQL enum value of a list's name: `plate-aces2065-1` is PLATE_ACES2065_1, `fcp7Xml` FCP7_XML, `MHL_MISSING_FILE` itself. */
export function enumName(name: string): string {
  const words = /^[A-Z0-9_]+$/.test(name) ? name : name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  const value = words.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
  return /^[0-9]/.test(value) ? `_${value}` : value;
}
