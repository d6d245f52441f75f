using System.Text.Json;
using System.Text.RegularExpressions;

namespace CarbonMeter.Boards;

/// <summary>
/// The keywords of JSON Schema that boards/board.schema.json uses, and no others: an unknown one is a fault of the schema, since
/// nothing would hold it.
/// </summary>
internal sealed class Schema(JsonElement root)
{
    public static Schema OfBoards() => new(JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Boards, "board.schema.json"))).RootElement);

    public JsonElement Root => root;

    public IEnumerable<string> Faults(JsonElement value) => Faults(root, value, "$");

    private IEnumerable<string> Faults(JsonElement schema, JsonElement value, string place)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var rule = keyword.Value;
            var faults = keyword.Name switch
            {
                "$schema" or "title" or "description" or "$defs" => [],
                "$ref" => Faults(Referred(rule.GetString()!), value, place),
                "type" => One(IsOf(rule.GetString()!, value), $"{place} is not {rule}"),
                "const" => One(JsonElement.DeepEquals(rule, value), $"{place} is not {rule}"),
                "enum" => One(rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{place} is none of {rule}"),
                "pattern" => One(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!), $"{place} is not like {rule}"),
                "minimum" => One(value.ValueKind != JsonValueKind.Number || value.GetInt64() >= rule.GetInt64(), $"{place} is below {rule}"),
                "maximum" => One(value.ValueKind != JsonValueKind.Number || value.GetInt64() <= rule.GetInt64(), $"{place} is above {rule}"),
                "minItems" => One(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(), $"{place} holds too few"),
                "maxItems" => One(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32(), $"{place} holds too many"),
                "items" => value.EnumerateArray().SelectMany((item, index) => Faults(rule, item, $"{place}[{index}]")),
                "required" => rule.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place} has no {name}"),
                "properties" => rule.EnumerateObject().Where(one => value.TryGetProperty(one.Name, out _))
                    .SelectMany(one => Faults(one.Value, value.GetProperty(one.Name), $"{place}.{one.Name}")),
                "additionalProperties" => value.EnumerateObject().Where(one => !schema.GetProperty("properties").TryGetProperty(one.Name, out _))
                    .Select(one => $"{place} has {one.Name}"),
                _ => [$"keyword {keyword.Name} is not known"],
            };
            foreach (var fault in faults) yield return fault;
        }
    }

    /// <summary>A definition the schema refers to.</summary>
    public JsonElement Referred(string reference)
    {
        var at = root;
        foreach (var step in reference.Split('/').Skip(1)) at = at.GetProperty(step);
        return at;
    }

    private static IEnumerable<string> One(bool holds, string fault) => holds ? [] : [fault];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidDataException($"type {type} is not known"),
    };
}
