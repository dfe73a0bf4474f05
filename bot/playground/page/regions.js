// Kazakhstan's regions, each with its main town: a map without a map. A test holds it against Asar's own places.

import { lang } from "./i18n.js";

const region = (kk, ru, en, town, latitude, longitude) => ({ kk, ru, en, town, latitude, longitude });
const town = (kk, ru, en) => ({ kk, ru, en });

export const REGIONS = [
  region("Абай облысы", "область Абай", "Abai region", town("Семей", "Семей", "Semey"), 50.421, 80.250),
  region("Ақмола облысы", "Акмолинская область", "Akmola region", town("Көкшетау", "Кокшетау", "Kokshetau"), 53.284, 69.394),
  region("Ақтөбе облысы", "Актюбинская область", "Aktobe region", town("Ақтөбе", "Актобе", "Aktobe"), 50.280, 57.207),
  region("Алматы облысы", "Алматинская область", "Almaty region", town("Қонаев", "Қонаев", "Qonaev"), 43.867, 77.063),
  region("Атырау облысы", "Атырауская область", "Atyrau region", town("Атырау", "Атырау", "Atyrau"), 47.105, 51.884),
  region("Батыс Қазақстан облысы", "Западно-Казахстанская область", "West Kazakhstan region", town("Орал", "Уральск", "Oral"), 51.246, 51.426),
  region("Жамбыл облысы", "Жамбылская область", "Zhambyl region", town("Тараз", "Тараз", "Taraz"), 42.898, 71.373),
  region("Жетісу облысы", "область Жетісу", "Zhetisu region", town("Талдықорған", "Талдыкорган", "Taldykorgan"), 45.016, 78.374),
  region("Қарағанды облысы", "Карагандинская область", "Karaganda region", town("Қарағанды", "Караганда", "Karaganda"), 49.802, 73.102),
  region("Қостанай облысы", "Костанайская область", "Kostanay region", town("Қостанай", "Костанай", "Kostanay"), 53.214, 63.625),
  region("Қызылорда облысы", "Кызылординская область", "Kyzylorda region", town("Қызылорда", "Кызылорда", "Kyzylorda"), 44.853, 65.509),
  region("Маңғыстау облысы", "Мангистауская область", "Mangystau region", town("Ақтау", "Актау", "Aktau"), 43.661, 51.174),
  region("Павлодар облысы", "Павлодарская область", "Pavlodar region", town("Павлодар", "Павлодар", "Pavlodar"), 52.276, 76.969),
  region("Солтүстік Қазақстан облысы", "Северо-Казахстанская область", "North Kazakhstan region", town("Петропавл", "Петропавловск", "Petropavl"), 54.873, 69.151),
  region("Түркістан облысы", "Туркестанская область", "Turkistan region", town("Түркістан", "Туркестан", "Turkistan"), 43.295, 68.257),
  region("Ұлытау облысы", "область Ұлытау", "Ulytau region", town("Жезқазған", "Жезказган", "Zhezkazgan"), 47.794, 67.706),
  region("Шығыс Қазақстан облысы", "Восточно-Казахстанская область", "East Kazakhstan region", town("Өскемен", "Усть-Каменогорск", "Oskemen"), 49.971, 82.606),
  region("Астана қаласы", "город Астана", "Astana city", town("Астана", "Астана", "Astana"), 51.180, 71.446),
  region("Алматы қаласы", "город Алматы", "Almaty city", town("Алматы", "Алматы", "Almaty"), 43.252, 76.912),
  region("Шымкент қаласы", "город Шымкент", "Shymkent city", town("Шымкент", "Шымкент", "Shymkent"), 42.310, 69.600),
];

// Places where no region of Kazakhstan is.
export const ABROAD = [
  region("Өзбекстан", "Узбекистан", "Uzbekistan", town("Ташкент", "Ташкент", "Tashkent"), 41.311, 69.24),
];

export const named = (one) => one[lang()];

// The town nearest to a point, for people who read no coordinates.
export function nearest({ latitude, longitude }) {
  const far = (one) => (one.latitude - latitude) ** 2 + ((one.longitude - longitude) * Math.cos((latitude * Math.PI) / 180)) ** 2;
  return named([...REGIONS, ...ABROAD].reduce((best, one) => (far(one) < far(best) ? one : best)).town);
}
