using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>What users call the constructs of the language.</summary>
internal static class OperationWords
{
    public static string Of(IOperation operation) => operation switch
    {
        ILoopOperation => "loop",
        ISwitchOperation => "switch statement",
        ITryOperation => "try statement",
        IUsingOperation => "using statement",
        ILockOperation => "lock statement",
        IBranchOperation => "jump",
        ISwitchExpressionOperation => "switch expression",
        ICoalesceOperation => "?? expression",
        IConditionalAccessOperation => "?. expression",
        ITupleOperation or IDeconstructionAssignmentOperation => "tuple",
        IObjectCreationOperation => "object",
        IMethodReferenceOperation or IDelegateCreationOperation => "method reference",
        ITranslatedQueryOperation => "query",
        _ => "construct",
    };
}
