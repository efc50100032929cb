namespace LambdaSim.Configuration;

/// <summary>How a function's log is written: AWS's <c>LoggingConfig.LogFormat</c>.</summary>
public enum LogFormat
{
    /// <summary>Lines of text; AWS's default.</summary>
    Text,

    /// <summary>JSON objects, from the platform and from the runtime's logger.</summary>
    Json,
}

/// <summary>The least level of the lines a function's logger lets through: AWS's <c>LoggingConfig.ApplicationLogLevel</c>.</summary>
public enum ApplicationLogLevel
{
    /// <summary>TRACE.</summary>
    Trace,

    /// <summary>DEBUG.</summary>
    Debug,

    /// <summary>INFO; AWS's default with JSON.</summary>
    Info,

    /// <summary>WARN.</summary>
    Warn,

    /// <summary>ERROR.</summary>
    Error,

    /// <summary>FATAL.</summary>
    Fatal,
}
