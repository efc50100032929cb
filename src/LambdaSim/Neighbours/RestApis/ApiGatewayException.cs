namespace LambdaSim.Neighbours.RestApis;

/// <summary>An error that API Gateway itself would have answered with.</summary>
internal sealed class ApiGatewayException : AwsServiceException
{
    private ApiGatewayException(string code, int status, string message)
        : base(code, message) => StatusCode = status;

    public override int StatusCode { get; }

    public static ApiGatewayException Missing(string message) => new("NotFoundException", 404, message);

    public static ApiGatewayException Conflict(string message) => new("ConflictException", 409, message);

    public static ApiGatewayException Bad(string message) => new("BadRequestException", 400, message);

    public static ApiGatewayException Unsupported(string what) => new("UnsupportedOperationException", 501, $"LambdaSim does not simulate {what} of API Gateway; nothing was done.");
}
