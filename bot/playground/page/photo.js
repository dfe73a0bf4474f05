// A small picture to send: a landscape, a little different each time.

export async function drawing() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [480, 320];
  const paint = canvas.getContext("2d");
  const hue = Math.floor(Math.random() * 60) + 10;
  const sky = paint.createLinearGradient(0, 0, 0, 320);
  sky.addColorStop(0, `hsl(${190 + hue / 2} 60% 62%)`);
  sky.addColorStop(1, `hsl(${hue} 80% 82%)`);
  paint.fillStyle = sky;
  paint.fillRect(0, 0, 480, 320);
  paint.fillStyle = "#ffe08a";
  paint.beginPath();
  paint.arc(340, 110, 38, 0, 7);
  paint.fill();
  for (const [base, height, light] of [[210, 90, 58], [250, 60, 44], [290, 34, 32]]) {
    paint.fillStyle = `hsl(${140 + hue} 28% ${light}%)`;
    paint.beginPath();
    paint.moveTo(0, 320);
    for (let x = 0; x <= 480; x += 8) paint.lineTo(x, base - Math.abs(Math.sin(x / 70 + base + hue)) * height);
    paint.lineTo(480, 320);
    paint.fill();
  }
  return canvas.toDataURL("image/jpeg", 0.85).split(",")[1];
}
