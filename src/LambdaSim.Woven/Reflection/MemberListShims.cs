using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LambdaSim.Woven.Reflection;

/// <summary>Lists of an assembly's types are without the weaver's.</summary>
[Hidden]
[Redirects(typeof(Assembly))]
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "woven code is loaded at run time")]
public static class AssemblyTypesShims
{
    [InstanceMember]
    public static Type[] GetTypes(Assembly self) => TypeMembersShims.Own(self.GetTypes());

    [InstanceMember]
    public static Type[] GetExportedTypes(Assembly self) => TypeMembersShims.Own(self.GetExportedTypes());

    [InstanceMember]
    public static IEnumerable<Type> get_ExportedTypes(Assembly self) => self.ExportedTypes.Where(static t => !MovedStatics.Made(t));

    [InstanceMember]
    public static IEnumerable<TypeInfo> get_DefinedTypes(Assembly self) => self.DefinedTypes.Where(static t => !MovedStatics.Made(t));
}

/// <summary>Lists of a type's members are without the weaver's.</summary>
[Hidden]
[Redirects(typeof(Type))]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "woven code is loaded at run time")]
public static class TypeMembersShims
{
    [InstanceMember]
    public static Type[] GetNestedTypes(Type self) => Own(self.GetNestedTypes());

    [InstanceMember]
    public static Type[] GetNestedTypes(Type self, BindingFlags bindingAttr) => Own(self.GetNestedTypes(bindingAttr));

    [InstanceMember]
    public static MethodInfo[] GetMethods(Type self) => Own(self.GetMethods());

    [InstanceMember]
    public static MethodInfo[] GetMethods(Type self, BindingFlags bindingAttr) => Own(self.GetMethods(bindingAttr));

    [InstanceMember]
    public static MemberInfo[] GetMembers(Type self) => Own(self.GetMembers());

    [InstanceMember]
    public static MemberInfo[] GetMembers(Type self, BindingFlags bindingAttr) => Own(self.GetMembers(bindingAttr));

    internal static T[] Own<T>(T[] members)
        where T : MemberInfo => Array.Exists(members, MovedStatics.Made) ? Array.FindAll(members, static m => !MovedStatics.Made(m)) : members;
}
