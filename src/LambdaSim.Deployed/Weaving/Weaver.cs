using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LambdaSim.Deployed.Weaving;

/// <summary>An assembly, woven.</summary>
/// <param name="Image">Null: nothing had to change.</param>
/// <param name="Symbols">Null: it has none.</param>
/// <param name="Notes">What stays real, in the order of the code.</param>
/// <param name="Initializes">It has a module initialiser, which the runtime no longer runs.</param>
internal sealed record WovenImage(byte[]? Image, byte[]? Symbols, IReadOnlyList<WeaveNote> Notes, bool Initializes = false);

/// <summary>Rewrites one assembly: its calls of the machine go to those of the environment, and its statics become the environment's.</summary>
/// <param name="table">What is redirected to what.</param>
/// <param name="isWoven">Whether an assembly, by its name, is woven too; null: statics stay where they are.</param>
internal sealed class Weaver(RedirectionTable table, Func<string, bool>? isWoven)
{
    /// <summary>Changes with what the weaver makes of an assembly.</summary>
    public static string Version { get; } = typeof(Weaver).Module.ModuleVersionId.ToString("N")[..12] + RedirectionTable.Current.Module.Mvid.ToString("N")[..12];

    /// <exception cref="BadImageFormatException">It is no assembly of .NET.</exception>
    public WovenImage Weave(string path, IAssemblyResolver resolver)
    {
        var reading = new ReaderParameters(ReadingMode.Deferred)
        {
            InMemory = true,
            AssemblyResolver = resolver,
        };
        using var module = ModuleDefinition.ReadModule(path, reading);
        ReadSymbols(module, path);
        List<WeaveNote> notes = [];
        if (IsFacade(module))
        {
            return new WovenImage(null, null, notes);
        }

        var substituted = Substitute(module);
        substituted |= BaseMembers.Add(table, module);
        substituted |= ConsoleLoggerPass.Run(module);
        var calls = new CallPass(table, module, notes);
        foreach (var method in module.GetTypes().SelectMany(static t => t.Methods).Where(static m => m.HasBody).ToList())
        {
            calls.Run(method);
        }

        if (isWoven is not null)
        {
            notes.AddRange(module.GetTypes().SelectMany(static t => t.Methods).Where(m => ReadsStatic(m, isWoven)).Select(static m => new WeaveNote("UnsafeAccessor", m.DeclaringType.FullName, m.Name, "reads a static field where it no longer is")));
        }

        var statics = isWoven is null ? null : new StaticsPass(table, module, isWoven);
        var moved = statics?.Run() == true;
        moved |= isWoven is not null && new MainPass(table, module).Run();
        if (!substituted && calls.Changed == 0 && !moved)
        {
            return new WovenImage(null, null, notes);
        }

        AsPlainImage(module);
        if (isWoven is null)
        {
            InstallEnvironments(module);
        }

        using var image = new MemoryStream();
        using var symbols = module.HasSymbols ? new MemoryStream() : null;
        module.Write(image, symbols is null
            ? new WriterParameters { DeterministicMvid = true }
            : new WriterParameters { DeterministicMvid = true, WriteSymbols = true, SymbolStream = symbols, SymbolWriterProvider = new PortablePdbWriterProvider() });
        return new WovenImage(image.ToArray(), symbols?.ToArray(), notes, statics?.Initializes == true);
    }

    private static bool ReadsStatic(MethodDefinition method, Func<string, bool> isWoven)
    {
        const int StaticField = 4;
        return method is { IsStatic: true, HasCustomAttributes: true, HasParameters: true }
            && method.CustomAttributes.FirstOrDefault(static a => a.AttributeType.FullName == "System.Runtime.CompilerServices.UnsafeAccessorAttribute") is { HasConstructorArguments: true } accessor
            && accessor.ConstructorArguments[0].Value is StaticField
            && (method.Parameters[0].ParameterType.GetElementType().Scope is not AssemblyNameReference other || isWoven(other.Name));
    }

    // Those of another build, and broken ones, are as none: lines are missing, and the code runs.
    private static void ReadSymbols(ModuleDefinition module, string path)
    {
        try
        {
            if (new DefaultSymbolReaderProvider(throwIfNoSymbol: false).GetSymbolReader(module, path) is { } symbols)
            {
                module.ReadSymbols(symbols, throwIfSymbolsAreNotMaching: false);
            }
        }
        catch (Exception e) when (e is SymbolsNotMatchingException or SymbolsNotFoundException or BadImageFormatException or IOException or ArgumentException or IndexOutOfRangeException or NotSupportedException)
        {
        }
    }

    // Nobody else would: the assembly is loaded as any other, and its first code asks.
    private static void InstallEnvironments(ModuleDefinition module)
    {
        var type = module.GetType("<Module>");
        var initializer = type.Methods.FirstOrDefault(static m => m.Name == ".cctor");
        if (initializer is null)
        {
            initializer = new MethodDefinition(".cctor", MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName | MethodAttributes.HideBySig, module.TypeSystem.Void);
            initializer.Body.GetILProcessor().Emit(OpCodes.Ret);
            type.Methods.Add(initializer);
        }

        var install = module.ImportReference(typeof(Building.WovenOutput).GetMethod(nameof(Building.WovenOutput.Begin))!);
        initializer.Body.GetILProcessor().InsertBefore(initializer.Body.Instructions[0], Instruction.Create(OpCodes.Call, install));
    }

    // It only says where types are.
    private static bool IsFacade(ModuleDefinition module) => module.ExportedTypes.Count > 0 && module.Types.All(static t => t.Name == "<Module>");

    private bool Substitute(ModuleDefinition module)
    {
        var any = false;
        foreach (var reference in module.GetTypeReferences().ToList())
        {
            if (reference.Scope is AssemblyNameReference && table.Types.TryGetValue(reference.FullName, out var substitute))
            {
                var imported = module.ImportReference(substitute);
                (reference.Scope, reference.Namespace, reference.Name) = (imported.Scope, imported.Namespace, imported.Name);
                any = true;
            }
        }

        return any;
    }

    // The machine code of a precompiled image is not that of other IL; .NET does not check signatures, and the public key stays in the name.
    private static void AsPlainImage(ModuleDefinition module)
    {
        const ModuleAttributes MixedR2R = (ModuleAttributes)4;
        if ((module.Attributes & ModuleAttributes.ILOnly) == 0)
        {
            module.Attributes |= ModuleAttributes.ILOnly;
            module.Architecture = TargetArchitecture.I386;
            module.Attributes &= ~(ModuleAttributes.Required32Bit | ModuleAttributes.Preferred32Bit | MixedR2R);
        }

        module.Attributes &= ~ModuleAttributes.StrongNameSigned;
    }
}
