using CarbonMeter.Records;

namespace CarbonMeter.Domain.Ledger;

public static partial class EventWords
{
    /// <summary>The same in simplified Chinese.</summary>
    public static string DescribeInChinese(StoredEvent happened) => (happened.Code, happened.Reason) switch
    {
        (EventCode.Boot, var reason) => $"启动：{Due(reason, "上电", "软件重启", "看门狗复位", "欠压复位", "原因不明")}",
        (EventCode.ClockSet, var reason) => $"时钟设为 {When(happened.ToUnixMs)}，来源：{Due(reason, "网络", "电池时钟", "命令", "控制台")}",
        (EventCode.ClockStep, var reason) => $"时钟由 {When(happened.FromUnixMs)} 调整到 {When(happened.ToUnixMs)}，来源：{Due(reason, "网络", "电池时钟", "命令", "控制台")}",
        (EventCode.ClockRefused, _) => $"拒绝了不可信的时间：{When(happened.ToUnixMs)}",
        (EventCode.ParameterChange, var reason) => $"校准参数变更：{Due(reason, "命令", "出厂设置")}",
        (EventCode.FactorChange, var reason) => $"因子集变更：{Due(reason, "命令", "出厂设置", "进入下一时段")}，{happened.Value} mg CO2/kWh",
        (EventCode.SettingsChange, _) => $"区间长度改为 {happened.Value / 1000} 秒，每条记录 {happened.Value % 1000} 个区间",
        (EventCode.Tamper, var reason) => $"篡改：{Due(reason, "计量芯片配置被改动", "未受保护的寄存器被改动", "外壳被打开")}",
        (EventCode.FrontEndInitialised, var reason) => $"计量芯片重新初始化：{Due(reason, "篡改之后", "芯片复位之后", "总线故障之后", "参数更新")}",
        (EventCode.Gap, var reason) => $"{When(happened.FromUnixMs)} 至 {When(happened.ToUnixMs)} 没有计量：{Due(reason, "电表断电", "计量芯片无应答", "时钟向前调整")}",
        (EventCode.JournalLoss, var reason) => $"丢失 {happened.Value} 条记录：存储{Due(reason, "已满且未获确认", "无法读取", "被擦除")}",
        (EventCode.CommandRefused, var reason) => $"命令 {happened.Value} 被拒绝：{(CommandStatus)reason}",
        (EventCode.StorageFault, var reason) => $"{happened.Value} 次存储故障：{Due(reason, "写入失败", "写入后读回不一致")}",
        (EventCode.KeyRotation, var reason) => $"自下一条记录起使用新密钥签名：{Due(reason, "命令", "出厂设置")}",
        (EventCode.StorageErased, var reason) => $"{Due(reason, "记录环", "含记录环的整个存储")}被擦除，记录链从第 {happened.Value} 条之后继续",
        (EventCode.Commissioned, _) => $"投入使用，安装人：{happened.Text ?? "未署名"}",
        (EventCode.SensorGap, var reason) => $"{When(happened.FromUnixMs)} {(happened.ToUnixMs is null ? "起" : "至 " + When(happened.ToUnixMs))}"
            + $" {happened.Text ?? "传感器"}没有读数：{SensorFaultInChinese(reason)}",
        var (code, reason) => $"事件 {(int)code}，原因 {reason}，此版本不认识",
    };

    /// <summary>Why a sensor gave no figure, in simplified Chinese.</summary>
    public static string SensorFaultInChinese(int reason) => reason is 0 ? "原因 0" : Due(reason, "", "无应答", "应答校验错误", "到时没有新读数",
        "读数卡住不变", "读数超出测量范围", "设置丢失", "自身报告故障");

    private static string Due(int reason, params string[] words) => reason >= 0 && reason < words.Length ? words[reason] : $"原因 {reason}";

    private static string When(long? unixMs) => unixMs is null ? "时间不明" : Time(unixMs);
}
