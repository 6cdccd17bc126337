using Mono.Cecil;

// Usage: framework-references FOLDERS FILES. Both arguments are lists, separated by semicolons. Prints each type and
// member that the files reference and that no assembly in the folders defines. The last line is the number of checked
// references.
using var resolver = new DefaultAssemblyResolver();
foreach (var folder in resolver.GetSearchDirectories())
{
    resolver.RemoveSearchDirectory(folder);
}

foreach (var folder in args[0].Split(';'))
{
    resolver.AddSearchDirectory(folder);
}

var count = 0;
foreach (var file in args[1].Split(';'))
{
    using var module = ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = resolver });
    foreach (var type in module.GetTypeReferences())
    {
        Check(type.FullName, type.Resolve);
    }

    // The methods of arrays have no definition.
    foreach (var member in module.GetMemberReferences().Where(member => !member.DeclaringType.IsArray))
    {
        Check(member.FullName, member.Resolve);
    }
}

Console.WriteLine(count);

void Check(string name, Func<object?> find)
{
    count++;
    bool isThere;
    try
    {
        isThere = find() is not null;
    }
    catch (AssemblyResolutionException)
    {
        isThere = false;
    }

    if (!isThere)
    {
        Console.WriteLine(name);
    }
}
