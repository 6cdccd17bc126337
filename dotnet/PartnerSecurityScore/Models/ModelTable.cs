using System.Collections;

namespace PartnerSecurityScore.Models;

/// <summary>A model in the form of a parameter's type, where that is a hashtable: its own order would be lost in one.</summary>
internal sealed class ModelTable(Model model) : Hashtable
{
    internal Model Model => model;
}
