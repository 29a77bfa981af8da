const [WIDTH, BAR, GAP, LABELS] = [860, 20, 8, 290];

/** Horizontal bars, one for each row, readable on light and dark ground. */
export function drawBars(title, rows) {
  const most = Math.max(...rows.map(({ perSecond }) => perSecond));
  const height = 44 + rows.length * (BAR + GAP);
  const bars = rows.map(({ name, perSecond, isOurs }, index) => {
    const y = 36 + index * (BAR + GAP);
    const width = Math.max(1, (perSecond / most) * (WIDTH - LABELS - 90));
    return [
      `<text x="${LABELS - 8}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>`,
      `<rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2" fill="${isOurs ? '#2f7d4f' : '#7a869a'}"/>`,
      `<text x="${(LABELS + width + 6).toFixed(1)}" y="${y + 15}">${perSecond.toFixed(0)}/s</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    '<style>text{font:13px system-ui,sans-serif;fill:#57606a}@media(prefers-color-scheme:dark){text{fill:#c9d1d9}}</style>',
    `<text x="0" y="18" style="font-weight:600">${escaped(title)}</text>`,
    ...bars,
    '</svg>\n',
  ].join('\n');
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
