using System.Diagnostics;
using LambdaSim.Woven;
using Mono.Cecil;

namespace LambdaSim.Deployed.Weaving;

/// <summary>What is redirected to what, read from the assembly that has it: a member of a class with <see cref="RedirectsAttribute"/> stands for the member of the same name and parameters.</summary>
internal sealed class RedirectionTable
{
    private static readonly Lazy<RedirectionTable> _read = new(static () => new RedirectionTable(typeof(WovenEnvironment).Assembly.Location));

    private readonly List<MethodDefinition> _ofBase = [];
    private readonly HashSet<string> _declaring = new(StringComparer.Ordinal);

    private readonly MethodReference _hidden;

    private RedirectionTable(string path)
    {
        var module = ModuleDefinition.ReadModule(path, new ReaderParameters(ReadingMode.Immediate) { InMemory = true });
        Module = module;
        Ambient = module.GetType("LambdaSim.Woven.Ambient");
        _hidden = module.GetType(typeof(StaticFields).FullName).CustomAttributes.First(static a => a.AttributeType.Name == nameof(StackTraceHiddenAttribute)).Constructor;
        foreach (var type in module.Types)
        {
            foreach (var attribute in type.CustomAttributes)
            {
                if (attribute.AttributeType.Name == nameof(SubstitutesAttribute))
                {
                    Types.Add(((TypeReference)attribute.ConstructorArguments[0].Value).FullName, type);
                }
                else if (attribute.AttributeType.Name == nameof(RedirectsAttribute))
                {
                    Add(((TypeReference)attribute.ConstructorArguments[0].Value).GetElementType(), type);
                }
            }
        }

        foreach (var (key, wrapped) in FileMembers.All().Concat(FileMembers.OfLibraries()))
        {
            if (Members.ContainsKey(key))
            {
                continue;
            }

            Files.Add(key, wrapped);
            _declaring.Add(key[..key.IndexOf(':', StringComparison.Ordinal)]);
        }
    }

    /// <summary>The table of this version of the package.</summary>
    public static RedirectionTable Current => _read.Value;

    /// <summary>What woven code refers to.</summary>
    public ModuleDefinition Module { get; }

    /// <summary>Time and randomness, for base calls.</summary>
    public TypeDefinition Ambient { get; }

    /// <summary>For what weaving adds to a module: it is in no stack of the user's code (rule DEP-ERRORS).</summary>
    public CustomAttribute Hidden(ModuleDefinition module) => new(module.ImportReference(_hidden));

    /// <summary>Members that stand for others, by key.</summary>
    public SortedDictionary<string, MethodDefinition> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Types that stand for others, by full name.</summary>
    public SortedDictionary<string, TypeDefinition> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Members of the file system whose paths are translated, by key.</summary>
    public SortedDictionary<string, FileMember> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The key of a member; null: nothing of its type is in the table.</summary>
    public string? KeyOf(MethodReference method)
    {
        var type = method.DeclaringType.GetElementType();
        return type.Scope is AssemblyNameReference && _declaring.Contains(type.FullName) ? MemberKey.Of(method) : null;
    }

    /// <summary>The member stands for what a class takes from its base class, and not for calls of objects.</summary>
    public bool StandsForBase(MethodDefinition member) => _ofBase.Contains(member);

    /// <inheritdoc cref="StandsForBase"/>
    public bool IsOfBase(string key) => Members.TryGetValue(key, out var member) && StandsForBase(member);

    /// <summary>What stands for members of a base class, by its full name.</summary>
    public ILookup<string, MethodDefinition> OfBase => _ofBase.ToLookup(static m => ((TypeReference)m.DeclaringType.CustomAttributes.First(static a => a.AttributeType.Name == nameof(RedirectsAttribute)).ConstructorArguments[0].Value).FullName, StringComparer.Ordinal);

    private void Add(TypeReference target, TypeDefinition shims)
    {
        _declaring.Add(target.FullName);
        var name = target.FullName;
        var arity = name.LastIndexOf('`') is var tick and >= 0 ? int.Parse(name.AsSpan(tick + 1), System.Globalization.CultureInfo.InvariantCulture) : 0;
        foreach (var method in shims.Methods.Where(static m => m is { IsPublic: true, IsStatic: true } && m.Name != nameof(Woven.Randomness.ObjectHashShims.OfParameter)))
        {
            if (Has(method, nameof(BaseMemberAttribute)))
            {
                _ofBase.Add(method);
            }

            var skipped = Has(method, nameof(InstanceMemberAttribute)) ? 1 : 0;
            var member = Has(method, nameof(ConstructorAttribute)) ? MemberKey.Constructor : method.Name;
            Members.Add(MemberKey.Of(name, member, method.Parameters.Skip(skipped).Select(p => MemberKey.NameOf(p.ParameterType, arity))), method);
        }
    }

    private static bool Has(MethodDefinition method, string attribute) => method.CustomAttributes.Any(a => a.AttributeType.Name == attribute);
}
