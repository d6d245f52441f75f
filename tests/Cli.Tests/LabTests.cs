using CarbonMeter.Certificates.Signatures;

namespace CarbonMeter.Tests.Cli;

public sealed class LabTests
{
    [Fact]
    public async Task What_is_no_authority_or_revocation_list_is_not_kept()
    {
        const long From = 1_700_000_000, To = 1_900_000_000, At = 1_750_000_000;
        using var authority = DemonstrationAuthority.Create("Root", From, To);
        using var signer = authority.IssueSigner("LAB-7", "Laboratory", From, To);
        using var ctl = new CarbonCtl();
        var data = ctl.PathOf("data");
        File.WriteAllBytes(ctl.PathOf("list.crl"), authority.IssueRevocationList([new Revocation(signer.Certificate, At, false)], 1, At, At + 86_400));
        ctl.Write("root.pem", authority.Identity.Certificate.ExportCertificatePem());
        ctl.Write("text.txt", "a text");

        foreach (var (command, wrong) in new[] { ("crl", "root.pem"), ("crl", "text.txt"), ("crl", "none"), ("trust", "list.crl"), ("trust", "text.txt") })
        {
            var refused = await ctl.RunAsync("lab", command, "--data", data, wrong);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains(wrong, refused.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(data), "a refused file makes no ledger");
        }

        var trusted = await ctl.RunAsync("lab", "trust", "--data", data, "root.pem");
        Assert.True(trusted.ExitCode == 0, trusted.Error);
        var kept = await ctl.RunAsync("lab", "crl", "--data", data, "list.crl");
        Assert.True(kept.ExitCode == 0, kept.Error);
        Assert.Contains("DEMONSTRATION Root", kept.Output, StringComparison.Ordinal);
        Assert.Contains("1 revoked, of 2025-06-15, good until 2025-06-16", kept.Output, StringComparison.Ordinal);
    }
}
