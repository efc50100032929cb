using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace LambdaSim.Woven.Reflection;

/// <summary>Expression trees that name static fields find them where they are, in the environment that runs them.</summary>
[Hidden]
[Redirects(typeof(Expression))]
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "woven code is loaded at run time")]
public static class ExpressionShims
{
    public static MemberExpression Field(Expression? expression, FieldInfo field) =>
        expression is null && field is not null && MovedStatics.FieldOf(field) is { } moved
            ? Expression.Field(Expression.Call(field.DeclaringType!.GetMethod(MovedStatics.Accessor)!), moved)
            : Expression.Field(expression, field!);

    public static MemberExpression Field(Expression? expression, Type type, string fieldName) => Expression.Field(expression, type, fieldName) is var made && expression is null && made.Member is FieldInfo field ? Field(null, field) : made;

    public static MemberExpression MakeMemberAccess(Expression? expression, MemberInfo member) => member is FieldInfo field ? Field(expression, field) : Expression.MakeMemberAccess(expression, member);
}
