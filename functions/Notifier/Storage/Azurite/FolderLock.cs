namespace Notifier.Storage.Azurite;

/// <summary>One process at a time starts or stops the Azurite of a data folder. The system lifts the lock of a process that was killed.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> TakeAsync(string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "azurite.lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
