namespace LambdaSim.Deployed.Weaving;

/// <summary>A place where the real clock, randomness, process or files stay.</summary>
/// <param name="Member">What is called.</param>
/// <param name="Type">Who calls it.</param>
/// <param name="Method">In which method.</param>
/// <param name="Consequence">What will happen.</param>
internal sealed record WeaveNote(string Member, string Type, string Method, string Consequence)
{
    public override string ToString() => $"{Member} in {Type}.{Method}: {Consequence}";
}
