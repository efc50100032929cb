namespace LambdaSim.Tests.Rules;

internal static class DeployedRules
{
    public static RuleTopic Topic { get; } = new(
        "Deployed code",
        "Build outputs that run unmodified (LambdaSim.Deployed).",
        [
            new("DEP-STATICS", "documented",
                "Static fields and type initialisers belong to one process of one environment: warm calls find what earlier ones left, another environment and the process after a reset begin anew"),
            new("DEP-VARIABLES", "recorded; values of credentials chosen",
                "A .NET process has the variables of Lambda's runtime, credentials of its role and the trace of the present call; what it sets stays for the process"),
            new("DEP-FILES", "recorded",
                "/tmp is the environment's own and as large as configured, and outlives a reset; /var/task and all else are read-only"),
            new("DEP-DESCRIPTORS", "recorded; that the runtime's own do not count is chosen",
                "A process has at most 1,024 files open; the next is: Too many open files"),
            new("DEP-TASKS", "documented; that the runtime's own do not count is chosen; recorded was a limit of 742",
                "A process has at most 1,024 threads and child processes together; the next thread is an OutOfMemoryException, the next process: Resource temporarily unavailable"),
            new("DEP-NETWORK", "documented",
                "A function in a VPC without a way out gets no answer from the internet: the call hangs until a timeout; no function reaches port 25"),
            new("DEP-PROGRAM", "documented; that a caller has the answer only then is chosen",
                "An executable assembly's Main runs in INIT, which its first request for a call (Runtime API, next) ends; a call ends when Main has answered it and asks again; a Main that ends is a process that exits"),
            new("DEP-CORES", "chosen: AWS says only that memory buys them",
                "A process sees a core for each 1,769 MB, at least 2 and at most 6"),
            new("DEP-CPU", "chosen; that memory buys the processor and INIT has all of it: observed",
                "Computing takes no virtual time, unless its real time is asked to be measured: then it takes that, by the factor given and more with less memory than a core's, and the run is listed as not reproducible"),
            new("DEP-MOUNTS", "documented",
                "Files of layers are in /opt, read-only, those of later layers over those of earlier ones; a file system in /mnt is writable and shared by the functions that have it"),
            new("DEP-UPLOADS", "chosen; that a file without read permission fails is documented, and that it does in INIT whoever reads it is chosen",
                "Uploaded code is neither kept nor run, unless somebody in process trusted uploads for the function's name beforehand: all, or one by its SHA-256. What cannot begin fails in INIT: a handler string that names nothing, a file that others may not read, a link"),
            new("DEP-ERRORS", "documented",
                "Types, messages and stacks of errors are those of the code as it was deployed: what weaving adds is in none of them"),
            new("DEP-BLOCKING", "chosen: nothing else of a process runs while its thread blocks",
                "A blocking wait with a timeout lets work on the thread pool end it; when there is none its whole timeout passes"),
            new("DEP-FILETIMES", "chosen",
                "A file of /tmp was written and made when the environment's clock says; one of /var/task in 1980, as packers have it"),
            new("DEP-ZONE", "documented",
                "Local time is UTC and the culture is invariant, whatever the machine's are, also for times that are read from texts"),
            new("DEP-EXIT", "documented: a function without extensions gets no SIGTERM",
                "ProcessExit is raised when code ends its process, and not when the environment goes"),
        ]);
}
