using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

// Takes out of a documentation file what a package's users cannot see: the compiler writes the comments of internal types and members too.
if (args is not [var assembly, var documentation])
{
    Console.Error.WriteLine("usage: PublicDocumentation ASSEMBLY DOCUMENTATION");
    return 2;
}

var visible = Visible(assembly);
var file = XDocument.Load(documentation, LoadOptions.PreserveWhitespace);
var members = file.Root!.Element("members")!;
var all = members.Elements("member").ToList();
foreach (var member in all.Where(m => !visible.Contains(Key(m.Attribute("name")!.Value))))
{
    if (member.PreviousNode is XText)
    {
        member.PreviousNode.Remove();
    }

    member.Remove();
}

file.Save(documentation, SaveOptions.DisableFormatting);
Console.WriteLine($"{Path.GetFileName(documentation)}: {members.Elements("member").Count()} of {all.Count} members are public");
return 0;

// Of a method the name and the number of its parameters: enough to tell overloads of different visibility apart.
static string Key(string id)
{
    var open = id.IndexOf('(', StringComparison.Ordinal);
    if (open < 0)
    {
        return id[0] == 'M' ? $"{WithoutArity(id)}/0" : id[0] == 'P' ? WithoutArity(id) : id;
    }

    var (depth, count) = (0, 1);
    foreach (var c in id[(open + 1)..id.LastIndexOf(')')])
    {
        depth += c is '{' or '[' or '(' ? 1 : c is '}' or ']' or ')' ? -1 : 0;
        count += c == ',' && depth == 0 ? 1 : 0;
    }

    return id[0] == 'P' ? WithoutArity(id[..open]) : $"{WithoutArity(id[..open])}/{count}";
}

static string WithoutArity(string id) => id.IndexOf("``", StringComparison.Ordinal) is var at and >= 0 ? id[..at] : id;

static HashSet<string> Visible(string path)
{
    using var stream = File.OpenRead(path);
    using var portable = new PEReader(stream);
    var reader = portable.GetMetadataReader();
    var keys = new HashSet<string>(StringComparer.Ordinal);
    foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(t => IsSeen(reader, t)))
    {
        var name = Name(reader, type);
        keys.Add("T:" + name);
        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition).Where(m => IsShown(m.Attributes)))
        {
            var parameters = method.GetParameters().Count(p => reader.GetParameter(p).SequenceNumber > 0);
            keys.Add($"M:{name}.{reader.GetString(method.Name).Replace('.', '#')}/{parameters}");
        }

        foreach (var property in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            var accessors = property.GetAccessors();
            if (new[] { accessors.Getter, accessors.Setter }.Any(a => !a.IsNil && IsShown(reader.GetMethodDefinition(a).Attributes)))
            {
                keys.Add($"P:{name}.{reader.GetString(property.Name)}");
            }
        }

        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition).Where(f => (f.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family))
        {
            keys.Add($"F:{name}.{reader.GetString(field.Name)}");
        }

        foreach (var raised in type.GetEvents().Select(reader.GetEventDefinition).Where(e => IsShown(reader.GetMethodDefinition(e.GetAccessors().Adder).Attributes)))
        {
            keys.Add($"E:{name}.{reader.GetString(raised.Name)}");
        }
    }

    return keys;
}

static bool IsShown(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

static bool IsSeen(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
{
    TypeAttributes.Public => true,
    TypeAttributes.NestedPublic or TypeAttributes.NestedFamily => IsSeen(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
    _ => false,
};

static string Name(MetadataReader reader, TypeDefinition type) =>
    type.GetDeclaringType() is { IsNil: false } around ? $"{Name(reader, reader.GetTypeDefinition(around))}.{reader.GetString(type.Name)}"
        : type.Namespace.IsNil ? reader.GetString(type.Name) : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
