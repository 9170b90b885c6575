namespace Notifier.Sources.WorldBank;

/// <summary>How much was unpacked of one file, and how much may be.</summary>
internal sealed class UnpackedBytes(long limit)
{
    private long _count;

    /// <exception cref="UnpackedTooLargeException">It is more than may be.</exception>
    public void Add(int count)
    {
        if ((_count += count) > limit)
            throw new UnpackedTooLargeException();
    }
}

internal sealed class UnpackedTooLargeException() : IOException("the file unpacks to more than may be read");

/// <summary>A part of a zip as it is unpacked: what its directory says of its size may be a lie.</summary>
internal sealed class CountedStream(Stream part, UnpackedBytes unpacked) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        unpacked.Add(read);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            part.Dispose();
        base.Dispose(disposing);
    }
}
