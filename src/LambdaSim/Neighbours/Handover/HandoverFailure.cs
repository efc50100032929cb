using LambdaSim.Events;

namespace LambdaSim.Neighbours.Handover;

/// <summary>Why a service could not hand something over.</summary>
/// <param name="Cause">What went wrong at the last attempt.</param>
/// <param name="Status">HTTP status of the target's answer; 0: there was nobody to answer.</param>
/// <param name="ErrorCode">As the target names it.</param>
/// <param name="Message">In words.</param>
/// <param name="Attempts">How many were made.</param>
internal sealed record HandoverFailure(HandoverCause Cause, int Status, string ErrorCode, string Message, int Attempts);
