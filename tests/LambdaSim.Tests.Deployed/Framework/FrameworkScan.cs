using LambdaSim.Deployed.Weaving;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LambdaSim.Tests.Deployed.Framework;

/// <summary>A public member of the framework that touches the machine.</summary>
/// <param name="Type">Its type's full name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">As the table of redirections has it.</param>
/// <param name="Touches">What of the machine.</param>
internal sealed record Touch(string Type, string Name, string Key, string Touches)
{
    public string Member => $"{Type}::{Name}";
}

/// <summary>
/// Finds the public members of the framework whose code reaches the machine: over its own calls and those of what is not public, and no farther than a few
/// calls. A public member that only calls another public member that is found is not listed: that other one is.
/// </summary>
internal static class FrameworkScan
{
    // Calls between a public member and the primitive.
    private const int Depth = 4;

    // Messages, switches and the framework's own tracing: no way of a member to the machine that code could tell.
    private static readonly string[] _left = ["SR", "ThrowHelper", "AppContextConfigHelper", "LocalAppContextSwitches", "NativeRuntimeEventSource", "FrameworkEventSource", "NetEventSource"];

    private static readonly string _folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly string[] _assemblies =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Console", "System.Diagnostics", "System.IO", "System.Net", "System.Security.Cryptography", "System.Threading", "Microsoft.Win32.Primitives",
        "System.Transactions", "System.Memory", "System.Linq", "System.ComponentModel", "System.Runtime.Loader",
    ];

    private static readonly Lazy<IReadOnlyList<Touch>> _found = new(Run);

    /// <summary>What was found, in order.</summary>
    public static IReadOnlyList<Touch> Found => _found.Value;

    private static List<Touch> Run()
    {
        var methods = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_folder, "*.dll").Order(StringComparer.Ordinal))
        {
            if (_assemblies.Any(a => Path.GetFileNameWithoutExtension(path).StartsWith(a, StringComparison.Ordinal)))
            {
                Read(path, methods);
            }
        }

        return Reached(methods);
    }

    private static void Read(string path, Dictionary<string, Node> methods)
    {
        ModuleDefinition module;
        try
        {
            module = ModuleDefinition.ReadModule(path, new ReaderParameters(ReadingMode.Deferred));
        }
        catch (BadImageFormatException)
        {
            // A native library.
            return;
        }

        using (module)
        {
            Dictionary<MethodReference, string> names = [];
            foreach (var type in module.GetTypes().Where(static t => !_left.Contains(t.Name)))
            {
                foreach (var method in type.Methods.Where(static m => m.HasBody))
                {
                    Read(method, methods, names);
                }
            }
        }
    }

    private static void Read(MethodDefinition method, Dictionary<string, Node> methods, Dictionary<MethodReference, string> names)
    {
        var node = NodeOf(methods, NameOf(method, names));
        node.Definition(method);
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.Operand is MethodReference called)
            {
                NodeOf(methods, NameOf(called, names)).CalledBy.Add(node);
            }
            else if (instruction is { OpCode.Code: Code.Ldsfld, Operand: FieldReference field })
            {
                // What its type's initialiser asks for, it asks for.
                NodeOf(methods, MemberKey.Of(field.DeclaringType.GetElementType().FullName, ".cctor", [])).CalledBy.Add(node);
            }
        }

        // Its body is elsewhere: in what the compiler made of it.
        foreach (var attribute in method.CustomAttributes.Where(static a => a.AttributeType.Name is "AsyncStateMachineAttribute" or "IteratorStateMachineAttribute" or "AsyncIteratorStateMachineAttribute"))
        {
            var machine = ((TypeReference)attribute.ConstructorArguments[0].Value).GetElementType();
            NodeOf(methods, MemberKey.Of(machine.FullName, "MoveNext", [])).CalledBy.Add(node);
        }
    }

    private static string NameOf(MethodReference method, Dictionary<MethodReference, string> names)
    {
        if (!names.TryGetValue(method, out var name))
        {
            names.Add(method, name = MemberKey.Of(method));
        }

        return name;
    }

    private static Node NodeOf(Dictionary<string, Node> methods, string name)
    {
        if (!methods.TryGetValue(name, out var node))
        {
            methods.Add(name, node = new Node(name));
        }

        return node;
    }

    private static List<Touch> Reached(Dictionary<string, Node> methods)
    {
        SortedDictionary<string, Touch> found = new(StringComparer.Ordinal);
        foreach (var (what, primitives) in Primitives.All)
        {
            HashSet<Node> seen = [];
            var front = methods.Values.Where(m => primitives.Contains(m.ShortName) || primitives.Contains(m.Name)).ToList();
            foreach (var primitive in front)
            {
                seen.Add(primitive);
                Add(found, primitive, what);
            }

            for (var depth = 0; depth < Depth && front.Count > 0; depth++)
            {
                List<Node> next = [];
                foreach (var caller in front.SelectMany(static m => m.CalledBy).Where(seen.Add))
                {
                    // What is public is found, and is the end of the way.
                    if (!Add(found, caller, what))
                    {
                        next.Add(caller);
                    }
                }

                front = next;
            }
        }

        return [.. found.Values];
    }

    private static bool Add(SortedDictionary<string, Touch> found, Node node, string what)
    {
        if (!node.IsPublic)
        {
            return false;
        }

        found[node.Name] = found.TryGetValue(node.Name, out var touch) ? touch with { Touches = $"{touch.Touches}, {what}" } : new Touch(node.Type, node.Member, node.Name, what);
        return true;
    }

    // A method, and who calls it.
    private sealed class Node(string name)
    {
        public string Name => name;

        public string Type => name[..name.IndexOf("::", StringComparison.Ordinal)];

        public string Member => ShortName[(Type.Length + 2)..];

        public string ShortName { get; } = name[..name.IndexOf('(', StringComparison.Ordinal)];

        public bool IsPublic { get; private set; }

        public HashSet<Node> CalledBy { get; } = [];

        public void Definition(MethodDefinition method) => IsPublic |= (method.IsPublic) && IsSeen(method.DeclaringType);

        private static bool IsSeen(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsSeen(type.DeclaringType));
    }
}
