namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>A request line, read: id, verb, names and values (docs/formats/console.md section 2).</summary>
public sealed class ConsoleRequest
{
    /// <summary>Most names in a line.</summary>
    public const int NamesMax = 16;

    private const int IdLengthMax = 8;

    private readonly string[] _names;
    private readonly string[] _values;

    private ConsoleRequest(string id, string verb, string[] names, string[] values)
    {
        Id = id;
        Verb = verb;
        _names = names;
        _values = values;
    }

    /// <summary>The asker's id.</summary>
    public string Id { get; }

    /// <summary>What is asked.</summary>
    public string Verb { get; }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Length;

    /// <summary>The request a line is; null where it is none. The id is given as far as it is known, else "-".</summary>
    public static ConsoleRequest? Parse(string line, out string id)
    {
        id = "-";
        string[] parts = line.Substring(1).Split(' ');
        if (!IsWord(parts[0], IdLengthMax)) return null;
        id = parts[0];
        int count = parts.Length - 2;
        if (count < 0 || count > NamesMax || !IsWord(parts[1], ConsoleInput.LineBytesMax)) return null;
        string[] names = new string[count];
        string[] values = new string[count];
        for (int i = 0; i < count; i++)
        {
            int equals = parts[i + 2].IndexOf('=');
            if (equals < 1) return null;
            names[i] = parts[i + 2].Substring(0, equals);
            string? value = ConsoleText.Decode(parts[i + 2].Substring(equals + 1));
            if (value == null || !IsWord(names[i], ConsoleInput.LineBytesMax)) return null;
            values[i] = value;
            for (int before = 0; before < i; before++)
                if (names[before] == names[i]) return null;
        }
        return new ConsoleRequest(id, parts[1], names, values);
    }

    /// <summary>Name number index.</summary>
    public string Name(int index) => _names[index];

    /// <summary>Value number index.</summary>
    public string Value(int index) => _values[index];

    /// <summary>The value of a name; null where it is not given.</summary>
    public string? Find(string name)
    {
        for (int i = 0; i < _names.Length; i++)
            if (_names[i] == name) return _values[i];
        return null;
    }

    /// <summary>The first name that is not among those allowed, which stand in one text with a space before and after each; null where all are.</summary>
    public string? FirstNotIn(string allowed)
    {
        for (int i = 0; i < _names.Length; i++)
            if (allowed.IndexOf(" " + _names[i] + " ") < 0) return _names[i];
        return null;
    }

    private static bool IsWord(string text, int lengthMax)
    {
        if (text.Length < 1 || text.Length > lengthMax) return false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) return false;
        }
        return true;
    }
}
