using System;
using System.Collections.Generic;
using Spectre.Console;

namespace CarbonMeter.Cli.Commissioning;

/// <summary>Asks the installer for what the command line does not say; unattended, what is missing is an error.</summary>
internal sealed class Asker(IAnsiConsole console, bool isUnattended)
{
    internal bool IsUnattended => isUnattended;

    internal string Text(string option, string question, string? given, string? usual = null, Func<string, string?>? fault = null)
    {
        if (given is null && isUnattended) given = usual ?? throw new InputException($"{option} is missing: {question}. Without --yes it is asked for.");
        if (given is not null) return fault?.Invoke(given) is { } wrong ? throw new InputException($"{option} {given}: {wrong}") : given;
        var prompt = new TextPrompt<string>($"{Markup.Escape(question)}:")
            .Validate(text => fault?.Invoke(text) is { } wrong ? ValidationResult.Error(Markup.Escape(wrong)) : ValidationResult.Success());
        return console.Prompt(usual is null ? prompt : prompt.DefaultValue(usual));
    }

    internal string Secret(string option, string question) => isUnattended
        ? throw new InputException($"{option} is missing: {question}.")
        : console.Prompt(new TextPrompt<string>($"{Markup.Escape(question)}:").Secret().AllowEmpty());

    internal string Choice(string question, IReadOnlyList<string> choices) =>
        console.Prompt(new SelectionPrompt<string>().Title(Markup.Escape(question)).AddChoices(choices));

    /// <summary>Whether to go on; unattended, --yes has said so.</summary>
    internal bool Confirm(string question) => isUnattended || console.Prompt(new ConfirmationPrompt(Markup.Escape(question)));
}
