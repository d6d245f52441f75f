using System;
using System.Collections.Generic;
using System.Net;
using CarbonMeter.Certificates;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Ingest;
using CarbonMeter.Ingest.Verdicts;
using CarbonMeter.Mqtt;
using CarbonMeter.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonMeter.Web;

/// <summary>Where a host keeps its ledger and where it listens. The defaults reach no further than this machine.</summary>
public sealed class HostOptions
{
    /// <summary>Folder of the ledger; made where it does not exist. One host at a time may use it.</summary>
    public required string DataFolder { get; set; }

    /// <summary>Where meters connect.</summary>
    public MqttOptions Mqtt { get; set; } = new();

    /// <summary>How much of what is refused the ledger keeps.</summary>
    public LedgerLimits Ledger { get; set; } = new();

    /// <summary>Limits of the pipeline.</summary>
    public IngestOptions Ingest { get; set; } = new();

    /// <summary>Address of API and page; loopback by default. Neither asks who is there: beyond loopback put a proxy in front
    /// that does.</summary>
    public IPAddress HttpAddress { get; set; } = IPAddress.Loopback;

    /// <summary>TCP port of API and page, 0 to 65535; 0 takes any free one.</summary>
    public int HttpPort { get; set; } = 8080;

    /// <summary>
    /// Names browsers reach a loopback host by through a proxy, beside localhost and its addresses. Other names are refused
    /// there, since a page from elsewhere could point its own name at this machine and read the park.
    /// </summary>
    public IReadOnlyList<string> HttpNames { get; set; } = [];

    /// <summary>The host's clock.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Which thresholds parks are judged by.</summary>
    public GreenRules Rules { get; set; } = GreenRules.InnerMongolia;

    /// <summary>Reads calibration certificates.</summary>
    public ICertificateReader Certificates { get; set; } = new CertificateReader();

    /// <summary>Limits of the keeper of verdicts.</summary>
    public VerdictKeeperOptions Verdicts { get; set; } = new();

    /// <summary>Where faults of the program and refused connections are written; nowhere by default.</summary>
    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;
}
