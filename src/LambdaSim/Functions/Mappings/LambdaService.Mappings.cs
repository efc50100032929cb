using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Event source mappings.
public sealed partial class LambdaService
{
    /// <summary>A new mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public EventSourceMappingConfiguration CreateEventSourceMapping(CreateEventSourceMappingRequest request) => Run(request, request?.FunctionName, _plane.CreateEventSourceMapping);

    /// <summary>A mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public EventSourceMappingConfiguration GetEventSourceMapping(EventSourceMappingRequest request) => Run(request, request?.UUID, _plane.GetEventSourceMapping);

    /// <summary>The mappings in order of their creation.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListEventSourceMappingsResponse ListEventSourceMappings(ListEventSourceMappingsRequest request) => Run(request, request?.FunctionName, _plane.ListEventSourceMappings);

    /// <summary>Changes what is given.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public EventSourceMappingConfiguration UpdateEventSourceMapping(UpdateEventSourceMappingRequest request) => Run(request, request?.FunctionName, _plane.UpdateEventSourceMapping);

    /// <summary>Deletes a mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public EventSourceMappingConfiguration DeleteEventSourceMapping(EventSourceMappingRequest request) => Run(request, request?.UUID, _plane.DeleteEventSourceMapping);
}
