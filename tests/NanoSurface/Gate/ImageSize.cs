using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace CarbonMeter.NanoSurface.Gate;

/// <summary>
/// What of an assembly the device's image format counts with 16 bits: nanoFramework's description of its PE file gives
/// StringTableIndex, SigTableIndex and MetadataOffset 16 bits and the index of a switch 8. The image is made by a tool that
/// is not here, so these are estimates from above: device IL is a little shorter, and unused names are dropped.
/// </summary>
internal sealed record ImageSize(int CodeBytes, int TextBytes, int DataBytes)
{
    public const int SectionBytesMax = 65_535;
    public const int SwitchArmsMax = 255;

    public static ImageSize Of(DeviceModule module)
    {
        var texts = new HashSet<string>();
        foreach (TypeDefinitionHandle handle in module.Reader.TypeDefinitions)
        {
            TypeDefinition type = module.Reader.GetTypeDefinition(handle);
            texts.Add(module.Reader.GetString(type.Name));
            texts.Add(module.Reader.GetString(type.Namespace));
        }
        foreach (TypeReferenceHandle handle in module.Reader.TypeReferences) texts.Add(TypeShapes.NameOf(module.Reader, handle));
        foreach (MemberReferenceHandle handle in module.Reader.MemberReferences) texts.Add(module.MemberOf(handle)!.Name);
        foreach (FieldDefinitionHandle handle in module.Reader.FieldDefinitions) texts.Add(module.MemberOf(handle)!.Name);
        foreach (MethodBody method in module.Methods)
        {
            texts.Add(method.Shape.Name);
            foreach (Instruction load in method.Instructions.Where(each => each.Name == "ldstr"))
                texts.Add(module.Reader.GetUserString((UserStringHandle)MetadataTokens.Handle((int)load.Operand)));
        }
        return new ImageSize(module.Methods.Sum(method => method.Block?.GetILBytes()?.Length ?? 0),
            texts.Sum(text => Encoding.UTF8.GetByteCount(text) + 1), module.TableSizes.Values.Sum());
    }

    public IEnumerable<string> Excesses()
    {
        if (CodeBytes > SectionBytesMax) yield return $"{CodeBytes} bytes of code in one assembly, more than {SectionBytesMax}";
        if (TextBytes > SectionBytesMax) yield return $"{TextBytes} bytes of names and literals in one assembly, more than {SectionBytesMax}";
        if (DataBytes > SectionBytesMax) yield return $"{DataBytes} bytes of tables in one assembly, more than {SectionBytesMax}";
    }
}
