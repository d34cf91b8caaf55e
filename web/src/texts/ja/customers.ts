export const customers = {
  title: "お客様",
  search: "お客様を探す",
  searchHint: "名前かID",
  shown: "{{shown}} / {{all}}社",
  open: "対応中 {{count}}件",
  calm: "対応中なし",
  none: "登録されているお客様はありません",
  noneHint: "お客様の設定ファイルを取り込むと、ここに並びます。",
};
