/**
 * Text in which what differs from run to run is written so that it does not: ids are numbered as they come, dates and
 * times are zero. Every line keeps its width.
 *
 * @example An id
 * assert.equal(steady('3f2a81c0-1f6b-4c55-9a2e-0d1c2b3a4f5e'), '00000000-0000-4000-8000-000000000001');
 */
export function steady(text: string): string {
  const ids: string[] = [];
  const idOf = (id: string): string => {
    const known = ids.indexOf(id.toLowerCase());
    const number = known < 0 ? ids.push(id.toLowerCase()) : known + 1;
    return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  };
  return text
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, idOf)
    .replace(/\b\d{1,2}\/\d{1,2}\/\d{4} +\d{1,2}:\d\d( [AP]M)?/g, (time) => time.replace(/\d/g, '0'))
    .replace(/\b\d\d:\d\d:\d\d\b/g, '00:00:00')
    .replace(/\bsha256:[0-9a-f]{64}\b/g, `sha256:${'0'.repeat(64)}`);
}
