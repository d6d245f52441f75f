using System.Text;
using CarbonMeter.Certificates.Dcc;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>Each limit and each refusal of docs/formats/certificate.md, "What is refused as XML", on both of its sides.</summary>
public sealed class HostileXmlTests
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8"?>""";
    private const string End = "</dcc:digitalCalibrationCertificate>";
    private const string Root = "<dcc:digitalCalibrationCertificate ";

    /// <summary>The small certificate with something in its comment ring, which is read by no one but checked all the same.</summary>
    private static string Comment(string content) => SmallDcc.With(End, $"<dcc:comment>{content}</dcc:comment>{End}");

    private static string DocumentType(string content) => SmallDcc.With(Declaration, $"{Declaration}<!DOCTYPE d [{content}]>");

    [Fact]
    public void Billion_laughs_are_refused_before_the_first_laugh()
    {
        var laughs = "<!ENTITY l0 'ha'>" + string.Concat(Enumerable.Range(1, 10).Select(i => $"<!ENTITY l{i} '{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}'>"));
        SmallDcc.Refusal(DocumentType(laughs).Replace("<dcc:content>Lab<", "<dcc:content>&l10;<", StringComparison.Ordinal), "DTD");
    }

    [Theory]
    [InlineData("<!ENTITY e SYSTEM 'file:///etc/passwd'>")]
    [InlineData("<!ENTITY e SYSTEM 'http://127.0.0.1:9/x'>")]
    [InlineData("<!ENTITY % e SYSTEM 'http://127.0.0.1:9/x'> %e;")]
    [InlineData("")]
    public void External_entities_and_any_document_type_are_refused(string content) => SmallDcc.Refusal(DocumentType(content), "DTD");

    [Fact]
    public void An_entity_that_is_not_of_XML_itself_is_refused() => SmallDcc.Refusal(SmallDcc.With(">Lab<", ">&lab;<"), "lab");

    [Fact]
    public void The_entities_of_XML_itself_are_read() => Assert.Equal("A&B <C> D", SmallDcc.Read(SmallDcc.With(">Lab<", ">A&amp;B &lt;C&gt; &#68;<")).LaboratoryName);

    [Fact]
    public void Inclusion_of_another_document_is_refused() =>
        SmallDcc.Refusal(Comment("""<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="other.xml"/>"""), "comment/include", "whole");

    [Fact]
    public void A_document_of_the_greatest_size_is_read_and_a_byte_more_is_refused()
    {
        var filler = XmlLimits.SizeBytesMax - SmallDcc.Bytes.Length;
        byte[] Filled(int more) => [.. SmallDcc.Bytes, .. Enumerable.Repeat((byte)' ', filler + more)];
        Assert.Equal("LAB-7", DccReader.Read(Filled(0)).Id);
        SmallDcc.Refusal(Filled(1), "8388609 bytes");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Another_encoding_than_UTF8_is_refused(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        SmallDcc.Refusal([.. encoding.GetPreamble(), .. encoding.GetBytes(SmallDcc.Xml)]);
    }

    [Fact]
    public void A_declared_encoding_other_than_UTF8_is_refused() =>
        SmallDcc.Refusal(SmallDcc.With("\"UTF-8\"", "\"ISO-8859-1\""), "ISO-8859-1", "UTF-8");

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_place()
    {
        var bytes = SmallDcc.Bytes.ToArray();
        int at = SmallDcc.Xml.IndexOf("LAB-7", StringComparison.Ordinal);
        bytes[at] = 0xE9;
        SmallDcc.Refusal(bytes, "not UTF-8", $"byte {at}");
    }

    [Fact]
    public void A_byte_order_mark_and_no_declaration_are_both_read()
    {
        Assert.Equal("LAB-7", DccReader.Read([0xEF, 0xBB, 0xBF, .. SmallDcc.Bytes]).Id);
        Assert.Equal("LAB-7", SmallDcc.Read(SmallDcc.With(Declaration, "").TrimStart()).Id);
    }

    [Fact]
    public void Nesting_is_read_to_the_greatest_depth_and_not_deeper()
    {
        string Nested(int depth) => Comment(string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)));
        SmallDcc.Read(Nested(XmlLimits.DepthMax - 2));
        SmallDcc.Refusal(Nested(XmlLimits.DepthMax - 1), "too deep");
        SmallDcc.Refusal(SmallDcc.With(End, string.Concat(Enumerable.Repeat("<a>", 1_000_000))), "too deep");
    }

    [Fact]
    public void Elements_are_read_to_the_greatest_count_and_no_more()
    {
        int already = SmallDcc.Xml.Split('<').Count(each => each.Length > 0 && each[0] is not ('/' or '?' or '\n')) + 1;
        string Many(int count) => Comment(string.Concat(Enumerable.Repeat("<a/>", count)));
        SmallDcc.Read(Many(XmlLimits.ElementCountMax - already));
        SmallDcc.Refusal(Many(XmlLimits.ElementCountMax - already + 1), "one element too many");
    }

    [Fact]
    public void Attributes_are_read_to_the_greatest_count_and_no_more()
    {
        string Many(int count) => Comment($"<a {string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}=''"))}/>");
        SmallDcc.Read(Many(XmlLimits.AttributeCountMax));
        SmallDcc.Refusal(Many(XmlLimits.AttributeCountMax + 1), "more than 64 attributes", $"line {SmallDcc.Xml.Split('\n').Length}");
        SmallDcc.Refusal(Many(500_000), "more than 64 attributes");
    }

    [Fact]
    public void Namespaces_are_declared_to_the_greatest_number_in_scope_and_no_further()
    {
        // Two are declared by the certificate itself. Those of siblings do not add up.
        static string Declared(int count)
        {
            var open = Enumerable.Range(0, count - 2).Chunk(50).Select(some => $"<a{string.Concat(some.Select(i => $" xmlns:n{i}='urn:{i}'"))}>").ToList();
            return string.Concat(Enumerable.Repeat(string.Concat(open) + string.Concat(Enumerable.Repeat("</a>", open.Count)), 3));
        }
        SmallDcc.Read(Comment(Declared(XmlLimits.DeclarationCountMax)));
        SmallDcc.Refusal(Comment(Declared(XmlLimits.DeclarationCountMax + 1)), "more than 256 namespace declarations");
    }

    [Fact]
    public void An_attribute_is_read_to_the_greatest_length_and_no_further()
    {
        SmallDcc.Read(Comment($"<a b='{new string('x', XmlLimits.AttributeLengthMax)}'/>"));
        SmallDcc.Refusal(Comment($"<a b='{new string('x', XmlLimits.AttributeLengthMax + 1)}'/>"), "4097 characters");
    }

    [Fact]
    public void Text_is_read_to_the_greatest_length_and_no_further_also_in_pieces()
    {
        SmallDcc.Read(Comment($"<a>{new string('x', XmlLimits.TextLengthMax)}</a>"));
        SmallDcc.Refusal(Comment($"<a>{new string('x', XmlLimits.TextLengthMax + 1)}</a>"), "too much text");
        SmallDcc.Refusal(Comment($"<a>{string.Concat(Enumerable.Repeat("x<!---->", 1_000_000))}{new string('x', 60_000)}</a>"), "too much text");
    }

    [Fact]
    public void An_attached_file_may_be_longer_than_a_text()
    {
        var file = $"<dcc:document><dcc:fileName>a.pdf</dcc:fileName><dcc:mimeType>application/pdf</dcc:mimeType><dcc:dataBase64>{new string('A', 4_000_000)}</dcc:dataBase64></dcc:document>";
        Assert.Equal("LAB-7", SmallDcc.Read(SmallDcc.With(End, file + End)).Id);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("Id")]
    [InlineData("ID")]
    [InlineData("xml:id")]
    public void An_id_that_stands_twice_is_refused_under_whatever_name(string name)
    {
        SmallDcc.Read(Comment($"<a {name}='m2'/>"));
        SmallDcc.Refusal(Comment($"<a {name}='m1'/>"), "id \"m1\" a second time");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not xml")]
    [InlineData("{}")]
    [InlineData("<a><b></a>")]
    [InlineData("<a/><a/>")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<p:a/>")]
    [InlineData("<?xml version='1.1'?><a/>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<a>&#0;</a>")]
    public void What_is_not_well_formed_is_refused(string xml) => SmallDcc.Refusal(xml, "not XML");

    [Fact]
    public void A_long_name_does_not_make_a_long_message() => SmallDcc.Refusal($"<{new string('a', 1_000_000)}/>", "is not a DCC");

    [Fact]
    public void A_comment_within_a_number_hides_no_digit() =>
        Assert.Equal(0.130m, SmallDcc.Read(SmallDcc.With("-0.02 0.130", "-0.02 0.1<!-- 0 0 -->30")).Tables[0].Points[1].Error);

    [Fact]
    public void Text_in_a_marked_section_is_text() =>
        Assert.Equal("A & B", SmallDcc.Read(SmallDcc.With(">Lab<", "><![CDATA[A & ]]>B<")).LaboratoryName);

    [Fact]
    public void A_certificate_within_the_comment_ring_is_not_read()
    {
        var other = SmallDcc.Xml.Replace(Declaration, "", StringComparison.Ordinal).Replace("LAB-7", "LAB-8", StringComparison.Ordinal)
            .Replace("id=\"m1\"", "", StringComparison.Ordinal);
        Assert.Equal("LAB-7", SmallDcc.Read(Comment(other)).Id);
        SmallDcc.Refusal($"<wrap>{other}</wrap>", "wrap", "not a DCC");
    }
}
