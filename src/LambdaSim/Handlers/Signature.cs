using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LambdaSim.Handlers;

/// <summary>What a delegate or method takes and returns, and what each parameter means.</summary>
/// <param name="Description">For messages.</param>
/// <param name="Method">The method, for its parameters and its return type.</param>
/// <param name="Format">How events and responses cross.</param>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal sealed record Signature(string Description, MethodInfo Method, PayloadFormat Format)
{
    private const string EventRole = "event";

    /// <summary>The user's method behind a delegate's Invoke, for the names that the user gave; null: it is the method.</summary>
    public MethodInfo? Named { get; init; }

    /// <summary>Type of the first, hidden parameter; null: there is none.</summary>
    public Type? Instance { get; init; }

    /// <summary>What the init delegate returns; null: nothing.</summary>
    public Type? State { get; init; }

    /// <summary>AWS's own, for its context object; null: none.</summary>
    public AwsSerializer? Serializer { get; init; }

    /// <summary>An init delegate takes no event.</summary>
    public bool IsInit { get; init; }

    /// <summary>Types and sources of the arguments, the instance first.</summary>
    public (Type[] Types, object[] Arguments) Bind()
    {
        List<Type> types = [];
        List<object> arguments = [];
        Dictionary<string, ParameterInfo> roles = new(StringComparer.Ordinal);
        if (Instance is not null)
        {
            types.Add(Instance);
            arguments.Add(Generic.New(typeof(InstanceArgument<>), [Instance]));
        }

        foreach (var parameter in Method.GetParameters())
        {
            var (role, argument) = Source(parameter);
            if (!roles.TryAdd(role, parameter))
            {
                throw Refuse($"parameters '{NameOf(roles[role])}' and '{NameOf(parameter)}' would both be the {role}{(role == EventRole ? "; put both into one type, or let the init delegate return one of them" : "")}");
            }

            types.Add(parameter.ParameterType);
            arguments.Add(argument);
        }

        return ([.. types], [.. arguments]);
    }

    /// <summary>Refuses what can be seen before anything is bound.</summary>
    public void CheckReturn()
    {
        var type = Method.ReturnType;
        CheckAsyncVoid(Method, _ => Description);
        if (type.IsByRef || type.IsByRefLike || type.IsPointer)
        {
            throw Refuse($"it returns {Names.Of(type)}, which cannot outlive the call; return byte[] or ReadOnlyMemory<byte>");
        }

        if (Streams(type) || (Generics(type) is { } inner && Streams(inner)))
        {
            throw Refuse($"it returns {Names.Of(type)}: a stream of items has no JSON; collect them into a list");
        }

        if (Generics(type) is { } promised && (typeof(Task).IsAssignableFrom(promised) || promised == typeof(ValueTask) || Generics(promised) is not null))
        {
            throw Refuse($"it returns {Names.Of(type)}, a task of a task, whose end nobody would wait for; await the inner one, or Unwrap it");
        }

        if (typeof(Task).IsAssignableFrom(type) && type != typeof(Task) && Generics(type) is null)
        {
            throw Refuse($"it returns {Names.Of(type)}; declare Task or Task<T>");
        }

        if (type.GetMethod("GetAwaiter", Type.EmptyTypes) is not null && type != typeof(Task) && type != typeof(ValueTask) && Generics(type) is null)
        {
            throw Refuse($"it returns {Names.Of(type)}, an awaitable that is neither Task nor ValueTask; await it inside");
        }
    }

    /// <summary>An async method without a task ends when nobody knows.</summary>
    public static void CheckAsyncVoid(MethodInfo method, Func<MethodInfo, string> describe)
    {
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
        {
            throw new UnsupportedHandlerException(describe(method), "it is 'async void', nobody can wait for its end; make it 'async Task'");
        }
    }

    public UnsupportedHandlerException Refuse(string problem) => new(Description, problem, IsInit);

    /// <summary>T of Task{T} and ValueTask{T}.</summary>
    public static Type? Generics(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : null;

    // A delegate closed over its first argument has one parameter less than its method: count from the end.
    private string? NameOf(ParameterInfo parameter)
    {
        var named = Named?.GetParameters() ?? [];
        var fromEnd = Method.GetParameters().Length - parameter.Position;
        return fromEnd <= named.Length ? named[^fromEnd].Name : parameter.Name;
    }

    private static bool Streams(Type type) =>
        type.GetInterfaces().Append(type).Any(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));

    private (string Role, object Argument) Source(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type.IsByRef || type.IsByRefLike || type.IsPointer)
        {
            throw Refuse($"parameter '{NameOf(parameter)}' is {Names.Of(type)}: parameters are passed by value and outlive the call; take bytes as ReadOnlyMemory<byte>");
        }

        if (type == typeof(LambdaContext))
        {
            return ("context", new ContextArgument());
        }

        if (type == typeof(CancellationToken))
        {
            return ("cancellation token", new TokenArgument());
        }

        if (type is { IsInterface: true, FullName: "Amazon.Lambda.Core.ILambdaContext" })
        {
            return ("AWS context", Generic.New(typeof(AwsContextArgument<>), [type], Serializer?.Object));
        }

        if (State is not null && type != typeof(object) && type.IsAssignableFrom(State))
        {
            return ("state of the process", Generic.New(typeof(InstanceArgument<>), [type]));
        }

        if (IsInit)
        {
            throw Refuse($"parameter '{NameOf(parameter)}' is {Names.Of(type)}, and in the init phase there is no event");
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            throw Refuse($"parameter '{NameOf(parameter)}' is the delegate {Names.Of(type)}, which no JSON becomes");
        }

        try
        {
            return (EventRole, Format.Event(type));
        }
        catch (FormatRefusal e)
        {
            throw Refuse($"parameter '{NameOf(parameter)}' is {Names.Of(type)}: {e.Message}");
        }
    }
}
