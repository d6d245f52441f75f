// 简体中文。
const roles = { gridConnection: '电网', pv: '光伏', wind: '风电', chp: '热电联产', storage: '储能', feeder: '馈线', load: '负荷' };
const classes = { 'zero-carbon': '零碳园区', 'low-carbon': '低碳园区' };
const aClass = id => id ? `达到${classes[id] ?? id}` : '未达到任何等级';
const reasons = {
  'no power': '电表断电', 'front end silent': '计量芯片无应答', 'clock stepped forward': '时钟向前调整',
  'journal full': '电表存储已满', 'journal unreadable': '电表存储无法读取',
};

export default {
  locale: 'zh-CN', gap: '', htmlLang: 'zh-CN',
  skip: '跳到数据', language: '语言', choosePark: '园区', close: '关闭',
  live: '实时', noLive: '目前没有实时读数', connecting: '正在连接…', lost: '无法连接主机',
  unreachable: '无法连接主机。当前显示最后一次收到的数据，页面会继续重试。',
  refused: text => `主机返回错误：${text} 页面会继续重试。`,
  emptyTitle: '尚无计量数据', noPark: '此主机上还没有登记园区。', noData: '本园区的电表送来第一条记录后，数据就会显示。',

  now: '当前功率', nowNote: '未签名的实时读数，仅供参考',
  silent: (count, names) => `${count} 块电表没有最新读数：${names}`,
  generation: '发电', load: '负荷', grid: '电网', storage: '储能', noReading: '无读数', none: '本园区没有',
  importing: '用电', exporting: '上网', charging: '充电', discharging: '放电', idle: '待机',
  greenPart: share => `其中自有绿电 ${share}`, parts: roles,

  warnings: '需要注意',
  warnQuarantine: (meter, count) => `${meter}：${count} 条消息被隔离，未计入。`,
  warnForks: (meter, count) => `${meter}：${count} 条记录与同一序号的另一条记录矛盾，存储可能被复制。`,
  warnGaps: (meter, count) => `${meter}：记录链有 ${count} 处缺失。`,
  warnJournal: (meter, span) => `${meter}：电表丢失了部分记录，${span}。`,
  warnUnknown: (meter, count) => `${meter} 未登记：${count} 条消息被隔离。`,
  warnHealth: text => `主机状态异常。${text}`,
  look: '查看',

  period: '时段', today: '今天', wholeSpan: '全部', previousDay: '前一天', nextDay: '后一天', pickDay: '选择日期',
  lastDay: '今天还没有数据，这里显示最近有数据的一天', latest: '最近一天',
  until: at => `记录截至 ${at}`, clockAt: offset => `园区时间 UTC${offset}`, noneThisDay: '当天没有记录。',

  curve: '电能来源', asTable: '以表格显示', curveTable: '电能表格', unitPower: '平均功率，kW', unitEnergy: '每日电量，MWh',
  flows: { pv: '光伏', wind: '风电', chp: '热电联产', discharge: '储能放电', import: '电网购电', export: '上网电量', charge: '储能充电', load: '负荷' },
  chartSummary: (span, parts) => `${span}的曲线图。${parts.join('，')}。下方表格有相同的数据。`,
  time: '时间', date: '日期',

  share: '负荷的绿电占比', volumetric: '按总量', hourly: '逐小时匹配',
  volumetricHint: '全部自发绿电与全部负荷之比', hourlyHint: '只计发电当小时内用掉的绿电',
  mark: { 'zero-carbon': '零碳', 'low-carbon': '低碳' },
  shareTitle: (matched, load, ppm) => `匹配 ${matched}，负荷 ${load}，${ppm} ppm`,
  noLoad: '本时段没有计量到负荷，因此没有绿电占比。',
  agreeClass: id => `两种算法一致：本时段${aClass(id)}。`,
  agreeNone: lowest => `两种算法一致：占比低于 ${lowest}，未达到任何等级。`,
  disagree: (volumetric, hourly) => `两种算法结论不一致：按总量${aClass(volumetric)}，逐小时匹配则${aClass(hourly)}。`,
  shareNote: '等级线依据内蒙古方案：零碳园区 80%，低碳园区 50%。方案没有说明绿电与负荷如何按时间匹配。',

  carbon: '购电碳排放', carbonOf: (energy, exact) => `购电 ${energy}，排放 ${exact} CO₂。`,
  noImport: '没有从电网购电。', exactly: text => `精确值 ${text}`,
  factor: (id, intensity, year, gas) => `${id}：${intensity} kg ${gas}/kWh，${year} 年数据。`, source: '来源：', appliedBy: '启用于',
  factorUnknown: hash => `因子集 ${hash}…，此主机上没有。`,

  balance: '电量是否平衡？',
  balanceIn: (given, taken) => `流入园区线路 ${given}，流出 ${taken}。`,
  balanceMissing: energy => `途中少了 ${energy}：线路损耗，或有负荷未装表。`,
  balanceExtra: energy => `流出比流入多 ${energy}：有电源未装表，或接线反向。`,
  balanceClose: energy => `两者相差 ${energy}，不到千分之一。`,
  balanceEven: '流入与流出完全相等，精确到毫瓦时。', noBalance: '还没有一个小时是所有电表都完整计量的。',
  balanceHours: (whole, all) => `依据所有电表都完整计量的 ${whole} 个小时（共 ${all} 个小时）。`,
  worstHour: (at, energy) => `差额最大的小时：${at}，${energy}。`,

  completeness: '数据完整率', complete: (have, expected) => `应有 ${expected} 个区间，${have} 个完整且时钟可信。`,
  nothingExpected: '本时段没有应有的区间。', noHoles: '没有缺口。',
  holes: (count, areAll) => areAll ? `${count} 处缺口及原因` : `至少 ${count} 处缺口及原因`,
  hole: (span, length, meters) => `${span}（${length}），${meters}：`, allMeters: '全部电表', reason: text => reasons[text] ?? text,
  noReason: '没有电表事件可以说明', moreHoles: count => `另有 ${count} 处`,

  meters: '电表', meter: '电表', role: '用途', energy: '电量', lastSeen: '最近记录', records: '记录数', evidence: '证据',
  roles, green: '绿电', channel: id => `通道 ${id}`, connected: '已连接', disconnected: '未连接', never: '从未',
  showRecords: '记录', publicKey: '公钥', imported: '正向', exported: '反向',
  recordsOf: meter => `${meter} 的记录`, recordsHint: '最新的在前。字节与电表签名时完全一致。',
  sequence: '序号', kind: '类型', made: '生成时间', hash: '哈希', bytes: '签名字节', kinds: { intervals: '区间', event: '事件', spotCheck: '抽查' },
  allRecords: '全部记录（JSON）', noRecords: '还没有记录。',

  verifyTitle: '自行验证',
  verifyText: '这里的每个数字都是电表签名记录的累加。取一条记录的字节和该电表的公钥：签名为 COSE_Sign1，算法 ES256（RFC 9052），每条记录都含上一条的哈希，二十行 Python 就能验证。所需的一切都可以从 API 取得。',
  apiDocument: 'API 文档', metersAndKeys: '电表', factorSets: '排放因子集', quarantine: '隔离区', health: '主机状态',
};
