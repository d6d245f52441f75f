using System.Reflection;

namespace CarbonMeter.Budgets;

/// <summary>
/// What an object takes on the device's managed heap, estimated: the nanoCLR keeps a header and every field in a block of 12
/// bytes each, whatever the field's width, and an array's elements in a row behind two blocks. [General knowledge of the
/// runtime, not measured on hardware.]
/// </summary>
internal static class DeviceSize
{
    private const int BlockBytes = 12;

    public static int Of(object value) => value switch
    {
        string text => Rounded(2 * BlockBytes + text.Length + 1),
        Array array => Rounded(2 * BlockBytes + array.Length * ElementBytes(array.GetType().GetElementType()!)),
        _ => BlockBytes * (1 + Fields(value.GetType())),
    };

    private static int ElementBytes(Type type) => type.IsEnum ? ElementBytes(Enum.GetUnderlyingType(type))
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
            TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => 2,
            TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
            TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
            _ => BlockBytes,
        };

    private static int Fields(Type type)
    {
        int count = 0;
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                count += field.FieldType is { IsValueType: true, IsPrimitive: false, IsEnum: false } ? 1 + Fields(field.FieldType) : 1;
        return count;
    }

    private static int Rounded(int bytes) => (bytes + BlockBytes - 1) / BlockBytes * BlockBytes;
}
