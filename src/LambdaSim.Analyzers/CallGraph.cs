using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace LambdaSim.Analyzers;

/// <summary>Which methods of the compilation call which.</summary>
internal sealed class CallGraph
{
    private readonly ConcurrentDictionary<IMethodSymbol, ConcurrentBag<IMethodSymbol>> _calls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<IMethodSymbol> _fromHandlers = [];
    private readonly ConcurrentBag<INamedTypeSymbol> _types = [];

    /// <summary>A type whose members may be what a call of an interface or a base class reaches.</summary>
    public void See(INamedTypeSymbol type) => _types.Add(type);

    /// <summary>Methods of these types that are handlers by their own signature.</summary>
    public IEnumerable<IMethodSymbol> Handlers => _types.SelectMany(static t => t.GetMembers().OfType<IMethodSymbol>()).Where(HandlerRoots.TakesContext);

    /// <param name="from">The method; null: a handler's own lambda.</param>
    /// <param name="to">What it calls, or makes a delegate of.</param>
    public void Add(IMethodSymbol? from, IMethodSymbol to)
    {
        to = to.OriginalDefinition;
        if (from is null)
        {
            _fromHandlers.Add(to);
        }
        else
        {
            _calls.GetOrAdd(from.OriginalDefinition, static _ => []).Add(to);
        }
    }

    /// <summary>All methods that handlers reach.</summary>
    public HashSet<IMethodSymbol> Reached(IEnumerable<IMethodSymbol> roots)
    {
        var reached = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var next = new Stack<IMethodSymbol>(roots.Concat(_fromHandlers));
        while (next.Count > 0)
        {
            var method = next.Pop();
            if (!reached.Add(method))
            {
                continue;
            }

            foreach (var called in _calls.TryGetValue(method, out var calls) ? calls : [])
            {
                next.Push(called);
            }

            if (method.IsAbstract || method.IsVirtual || method.IsOverride)
            {
                foreach (var implementation in Implementations(method))
                {
                    next.Push(implementation);
                }
            }
        }

        return reached;
    }

    private IEnumerable<IMethodSymbol> Implementations(IMethodSymbol method)
    {
        foreach (var type in _types)
        {
            if (method.ContainingType.TypeKind == TypeKind.Interface)
            {
                foreach (var implemented in type.AllInterfaces.Where(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, method.ContainingType)))
                {
                    var member = implemented.GetMembers(method.Name).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method));
                    if (member is not null && type.FindImplementationForInterfaceMember(member) is IMethodSymbol found)
                    {
                        yield return found.OriginalDefinition;
                    }
                }
            }
            else
            {
                foreach (var own in type.GetMembers(method.Name).OfType<IMethodSymbol>().Where(m => SymbolEqualityComparer.Default.Equals(m.OverriddenMethod?.OriginalDefinition, method)))
                {
                    yield return own.OriginalDefinition;
                }
            }
        }
    }
}
