using System.Security.Cryptography;
using System.Text;
using CarbonMeter.Crypto;

namespace Shared.Tests.Crypto;

public class P256SignTests
{
    private const string N = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";

    // RFC 6979 appendix A.2.5: the key, and for each message the nonce and the signature under SHA-256.
    private const string Key = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
    private const string PublicX = "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6";
    private const string PublicY = "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";

    [Fact]
    public void Public_key_of_rfc_6979_is_reproduced() =>
        Assert.Equal(PublicX + PublicY, Convert.ToHexString(P256.PublicKey(Convert.FromHexString(Key))));

    [Theory]
    [InlineData("sample", "A6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")]
    [InlineData("test", "D16B6AE827F17175E040871A1C7EC3500192C4C92677336EC2537ACAEE0008E0",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
    public void Nonce_and_signature_of_rfc_6979_are_reproduced(string message, string nonce, string r, string s)
    {
        byte[] hash = SHA256.HashData(Encoding.ASCII.GetBytes(message));
        byte[] key = Convert.FromHexString(Key);
        long[] digest = P256Modulus.FromBytes(hash, 0);
        P256Scalar.Instance.Canonical(digest);
        Assert.Equal(nonce, Convert.ToHexString(new Rfc6979(key, digest).Next()));
        Assert.Equal(r + s, Convert.ToHexString(P256.Sign(key, hash)));
    }
}
