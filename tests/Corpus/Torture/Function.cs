using System.Reflection;

namespace Torture;

/// <summary>Each case is a static method without parameters that says what it saw.</summary>
public class Function
{
    public async Task<string> Handle(string name)
    {
        await Task.Delay(10);
        var parts = name.Split('.');
        var made = typeof(Function).Assembly.GetType("Torture." + parts[0])!.GetMethod(parts[1])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
        return made is Task<string> task ? await task : (string)made!;
    }
}
