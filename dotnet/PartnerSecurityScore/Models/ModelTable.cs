using System.Collections;

namespace PartnerSecurityScore.Models;

/// <summary>
/// Wraps a model for a parameter of type Hashtable. A plain hashtable would lose the order of the model's properties.
/// </summary>
internal sealed class ModelTable(Model model) : Hashtable
{
    internal Model Model => model;
}
