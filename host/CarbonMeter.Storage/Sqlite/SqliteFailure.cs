using System;
using CarbonMeter.Domain.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>Turns what SQLite reports into a sentence an operator can act on.</summary>
internal static class SqliteFailure
{
    internal static LedgerException From(string path, string doing, SqliteException cause) =>
        new($"{doing} {path}: {cause.Message.TrimEnd('.')}. {AdviceFor(cause.SqliteErrorCode)}", cause);

    internal static LedgerException From(string path, string doing, sqlite3 database, int code) =>
        new($"{doing} {path}: SQLite error {code}, {raw.sqlite3_errmsg(database).utf8_to_string()}. {AdviceFor(code & 0xFF)}");

    private static string AdviceFor(int primaryCode) => primaryCode switch
    {
        raw.SQLITE_NOTADB => "The file is not a ledger: give another path, or move it away.",
        raw.SQLITE_CORRUPT => "The file is damaged: restore a copy, and keep the damaged file for examination.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another program holds the file: end it, then try again.",
        raw.SQLITE_READONLY => "The file or its folder cannot be written: check owner and permissions.",
        raw.SQLITE_CANTOPEN => "The file cannot be opened or made: check that the folder exists and its permissions.",
        raw.SQLITE_FULL => "The disk is full: free space; nothing acknowledged is lost, meters keep what is not.",
        raw.SQLITE_IOERR => "The disk failed: check it; nothing acknowledged is lost, meters keep what is not.",
        _ => "This is a fault of the program: report it with this message.",
    };
}
