using Mono.Cecil;

// framework-references FOLDERS FILES: both with ; in between. Prints each type and member that the files name and that is in
// none of the folders' assemblies, and at last how many were looked for.
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

    // The methods of arrays have no definition anywhere.
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
