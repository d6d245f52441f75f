// Every text of the page in both languages. A text may be a function of what it speaks of.

const en = {
  locale: "en-GB",
  skip: "Skip to the figures", park: "Park", language: "Language", period: "Period",
  day: "Day", whole: "Whole span", dayBefore: "Day before", dayAfter: "Day after", dayPicker: "Day to show",
  showingToday: (time) => `Today, data up to ${time}. Park time.`,
  showingLast: (day) => `The newest data are of ${day}: showing the last day with data. Park time.`,
  showingDay: (day) => `${day}. Park time.`,
  showingWhole: (from, to) => `${from} to ${to}. Park time.`,
  noParks: "No park is registered yet. Register one with carbonctl, or start the demonstration: carbonctl demo.",
  noData: "No signed record has arrived yet. The figures appear with the first one.",
  unreachable: (time) => `The host cannot be reached. ${time ? `These are the figures of ${time}. ` : ""}Trying again.`,
  refused: (detail) => `The host refused the request: ${detail}`,

  greenShare: "Green share", volumetric: "By volume", hourly: "Hour by hour",
  classes: { "zero-carbon": "zero-carbon park", "low-carbon": "low-carbon park" },
  reaches: (name, line) => `Reaches the ${line} line: ${name}`,
  reachesNone: (line) => `Below the ${line} line: no class`,
  shareBar: (name, value, lines) => `${name}: ${value}; lines at ${lines}`,
  noLoad: "No load was measured, so there is no green share.",
  agreeNone: "Both definitions agree: the park reaches no class.",
  agreeClass: (name) => `Both definitions agree: a ${name}.`,
  disagree: (volume, hours) => `The definitions disagree: by volume it is ${volume}, hour by hour it is ${hours}. Whoever quotes one figure has to say which.`,
  aClass: (name) => `a ${name}`, noClass: "in no class",
  howShare: "How it is reckoned",
  howShareText: "By volume: own green generation over the whole period, at most the load, over the load. Hour by hour: in each UTC hour the smaller of green generation and load, summed, over the load; a sunny noon does not cover the night. Shares are rounded down. Storage creates nothing green.",

  powerNow: "Power now", unsignedLive: "Live readings are unsigned: for the eye, never evidence.",
  noLive: "No meter sends live readings at the moment.",
  silent: (list) => `No live reading from ${list}: missing in these figures.`,
  roles: { gridConnection: "Grid connection", pv: "Photovoltaics", wind: "Wind", chp: "Combined heat and power", storage: "Storage", load: "Load", feeder: "Feeder" },
  green: "green",
  flows: { gridImport: "Grid import", gridExport: "Grid export", pv: "Photovoltaics", wind: "Wind", chp: "Combined heat and power", charge: "Storage charging", discharge: "Storage discharging", load: "Load", ownUse: "Generators' own use", loadExport: "Given back by loads" },

  carbon: "Carbon of grid import", perImport: "Per kWh from the grid", perLoad: "Per kWh of load", exactly: "Exactly",
  factorSet: "Factor set applied", noFactor: "No grid import was recorded in this period.", unknownSet: "a set this host no longer has",
  basis: (equivalent) => equivalent ? "CO₂ equivalents" : "CO₂ alone",

  curve: "Where the power came from", curvePower: "kW, mean of each interval", curveEnergy: "kWh a day",
  chartLabel: (from, to, load, grid) => `Stacked curve from ${from} to ${to}. Load ${load}, grid import ${grid}.`,

  balance: "Energy balance",
  balanceText: (hours, all) => `In less out, over ${hours} of ${all} hours that every meter measured in full.`,
  balanceOf: (residual, share) => `${residual} (${share})`,
  balanceNone: "No hour was measured in full by every meter yet.",
  worst: (hour, residual) => `Largest in the hour of ${hour}: ${residual}.`,

  completeness: "Data completeness",
  completenessText: (complete, expected) => `${complete} of ${expected} intervals are there in full.`,
  holesTitle: (count, all) => `${all ? "" : "At least "}${count} ${count === 1 ? "hole" : "holes"}; nothing is filled in`,
  noHoles: "No holes", reasonUnknown: "no record tells why",
  reasons: { "no power": "no power", "front end silent": "front end silent", "clock stepped forward": "clock stepped forward", "journal full": "journal full", "journal unreadable": "journal unreadable" },

  attention: "Needs attention", allWell: "Nothing: no quarantine, no forks, no gaps in a chain.",
  warnQuarantine: (id, count) => `${id}: ${count} ${count === 1 ? "message" : "messages"} in quarantine`,
  warnForks: (id, count) => `${id}: ${count} ${count === 1 ? "fork" : "forks"}, two different records with one number. Both are kept as evidence.`,
  warnGaps: (id, count) => `${id}: ${count} ${count === 1 ? "gap" : "gaps"} in the chain of records`,
  warnIncomplete: (share) => `Data completeness is ${share}`,
  warnIssue: (node, fault, text) => text,
  look: "look",

  meters: "Meters", meter: "Meter", role: "Role", import: "Import", export: "Export", complete: "Complete", lastSeen: "Last record", records: "Records",
  never: "never", connected: "connected", away: "not connected", newestRecord: (sequence) => `newest record, signed bytes (${sequence})`, listRecords: "list",
  justNow: "just now",
  evidence: "Every energy and carbon figure comes from records that the meters signed. Take a record's bytes and the meter's key, and check it yourself.",
  health: "Health", metrics: "Metrics", allFactors: "Factor library",
};

const zh = {
  locale: "zh-CN",
  skip: "跳到数据", park: "园区", language: "语言", period: "时段",
  day: "按日", whole: "全部时段", dayBefore: "前一天", dayAfter: "后一天", dayPicker: "选择日期",
  showingToday: (time) => `今天，数据截至 ${time}（园区时间）。`,
  showingLast: (day) => `最新数据为 ${day}，现显示最后一个有数据的日期（园区时间）。`,
  showingDay: (day) => `${day}（园区时间）。`,
  showingWhole: (from, to) => `${from} 至 ${to}（园区时间）。`,
  noParks: "尚未登记园区。请用 carbonctl 登记，或运行演示：carbonctl demo。",
  noData: "尚未收到签名记录。收到第一条后即显示数据。",
  unreachable: (time) => `无法连接主机。${time ? `以下为 ${time} 的数据。` : ""}正在重试。`,
  refused: (detail) => `主机拒绝了请求：${detail}`,

  greenShare: "绿电占比", volumetric: "按总量", hourly: "逐小时匹配",
  classes: { "zero-carbon": "零碳园区", "low-carbon": "低碳园区" },
  reaches: (name, line) => `达到 ${line} 线：${name}`,
  reachesNone: (line) => `低于 ${line} 线：未达任何等级`,
  shareBar: (name, value, lines) => `${name}：${value}；标线 ${lines}`,
  noLoad: "没有测得负荷，因此没有绿电占比。",
  agreeNone: "两种口径结论一致：未达任何等级。",
  agreeClass: (name) => `两种口径结论一致：${name}。`,
  disagree: (volume, hours) => `两种口径结论不一致：按总量${volume}，逐小时匹配${hours}。引用数字时必须说明口径。`,
  aClass: (name) => `为${name}`, noClass: "未达任何等级",
  howShare: "计算方法",
  howShareText: "按总量：整个时段内自有绿色发电量（不超过负荷）除以负荷。逐小时匹配：每个 UTC 小时取绿色发电量与负荷中较小者，求和后除以负荷；中午的富余不能抵夜间用电。占比一律向下取整。储能不产生绿电。",

  powerNow: "实时功率", unsignedLive: "实时读数未签名：仅供查看，不作为凭证。",
  noLive: "目前没有电表发送实时读数。",
  silent: (list) => `${list} 没有实时读数，未计入。`,
  roles: { gridConnection: "并网点", pv: "光伏", wind: "风电", chp: "热电联产", storage: "储能", load: "负荷", feeder: "馈线" },
  green: "绿色",
  flows: { gridImport: "电网购入", gridExport: "上网送出", pv: "光伏", wind: "风电", chp: "热电联产", charge: "储能充电", discharge: "储能放电", load: "负荷", ownUse: "发电自用", loadExport: "负荷回馈" },

  carbon: "购入电力碳排放", perImport: "每千瓦时购电", perLoad: "每千瓦时负荷", exactly: "精确值",
  factorSet: "采用的排放因子", noFactor: "该时段没有购电记录。", unknownSet: "本机已无此因子集",
  basis: (equivalent) => equivalent ? "二氧化碳当量" : "仅二氧化碳",

  curve: "电力来源", curvePower: "千瓦，各间隔均值", curveEnergy: "千瓦时/日",
  chartLabel: (from, to, load, grid) => `${from} 至 ${to} 的堆叠曲线。负荷 ${load}，电网购入 ${grid}。`,

  balance: "电量平衡",
  balanceText: (hours, all) => `流入减流出，取所有电表完整计量的 ${hours} 小时（共 ${all} 小时）。`,
  balanceOf: (residual, share) => `${residual}(${share})`,
  balanceNone: "尚无所有电表都完整计量的小时。",
  worst: (hour, residual) => `最大偏差在 ${hour} 起的一小时：${residual}。`,

  completeness: "数据完整率",
  completenessText: (complete, expected) => `${expected} 个间隔中有 ${complete} 个完整。`,
  holesTitle: (count, all) => `${all ? "" : "至少 "}${count} 处缺失；不作任何填补`,
  noHoles: "无缺失", reasonUnknown: "没有记录说明原因",
  reasons: { "no power": "停电", "front end silent": "计量芯片无响应", "clock stepped forward": "时钟前跳", "journal full": "日志已满", "journal unreadable": "日志不可读" },

  attention: "需要关注", allWell: "无：没有隔离消息、没有分叉、记录链没有缺口。",
  warnQuarantine: (id, count) => `${id}：${count} 条消息被隔离`,
  warnForks: (id, count) => `${id}：${count} 处分叉，同一序号有两条不同记录，均作为证据保留。`,
  warnGaps: (id, count) => `${id}：记录链有 ${count} 处缺口`,
  warnIncomplete: (share) => `数据完整率为 ${share}`,
  warnIssue: (node, fault, text) => ({
    duplicateNode: `节点 ${node} 重复`, unknownParent: `节点 ${node} 的上级不存在`, circle: `节点 ${node} 形成环路`,
    channelUsedTwice: `节点 ${node} 的电表通道被重复使用`, unknownMeter: `节点 ${node} 的电表未登记`,
    channelOutOfRange: `节点 ${node} 的通道号无效`, unknownRole: `节点 ${node} 的角色未知`,
    mixedBelowMeter: `节点 ${node} 位于另一类电表之下，该表只测得差值`,
    greenWithoutGeneration: `节点 ${node} 标为绿色但不发电`, unmetered: `节点 ${node} 没有电表，其电量未计入`,
  })[fault] ?? text,
  look: "查看",

  meters: "电表", meter: "电表", role: "角色", import: "正向", export: "反向", complete: "完整率", lastSeen: "最新记录", records: "记录数",
  never: "从未", connected: "在线", away: "离线", newestRecord: (sequence) => `最新记录的签名字节（${sequence}）`, listRecords: "列表",
  justNow: "刚刚",
  evidence: "所有电量与碳数据均来自电表签名的记录。取记录字节与电表公钥，即可自行核验。",
  health: "运行状态", metrics: "指标", allFactors: "因子库",
};

const texts = { en, zh };

/** The language to begin with: what was chosen before, else the browser's. */
export function firstLanguage() {
  const chosen = localStorage.getItem("language");
  if (chosen in texts) return chosen;
  const wanted = navigator.languages.find((name) => /^(en|zh)\b/i.test(name)) ?? "en";
  return wanted.slice(0, 2).toLowerCase();
}

export function textsOf(language) {
  return texts[language];
}
