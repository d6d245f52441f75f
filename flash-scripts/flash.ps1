<#
.SYNOPSIS
From a fresh board to one that runs, out of a release bundle; `carbonctl flash write` does the same.
.DESCRIPTION
The steps, their order and their commands are those of host/CarbonMeter.Cli/Flashing/FlashPlan.cs; a test holds them together.
.EXAMPLE
./flash.ps1 carrier-1p COM5 -DryRun
#>
param(
    [Parameter(Mandatory)][string]$Board,
    [Parameter(Mandatory)][string]$Port,
    [string]$Bundle = (Join-Path $PSScriptRoot '..'),
    [string]$Files,
    [string]$FirmwareVersion,
    [string]$Work = 'flash-work',
    [switch]$DryRun
)
$ErrorActionPreference = 'Stop'

function Stop-Flash([string]$Message, [int]$Code = 1) {
    [Console]::Error.WriteLine("flash.ps1: $Message")
    exit $Code
}

$list = Join-Path $Bundle 'boards.tsv'
if (-not (Test-Path $list)) { Stop-Flash "${Bundle}: no release bundle; boards.tsv is not in it" 2 }
$rows = Get-Content $list | ForEach-Object { , ($_ -split "`t") }
$row = $rows | Where-Object { $_[0] -eq $Board }
if (-not $row) { Stop-Flash "${Board}: not one of $(($rows | ForEach-Object { $_[0] }) -join ' ')" 2 }
$target, $chip, $address, $room = $row[1..4]
$app = Join-Path $Bundle 'CarbonMeter.bin'
if (-not (Test-Path $app)) { Stop-Flash "${app}: not there" 2 }
$bytes = (Get-Item $app).Length
if ($bytes -gt [long]$room) { Stop-Flash "${app}: $bytes bytes; $Board has room for $room" 2 }

$connect = 'Is the cable a data cable, the port right and no other program on it? Hold BOOT, press RESET, let go of BOOT, and try again.'

function Invoke-Step([string]$Title, [string]$Hint, [string[]]$Command) {
    if ($DryRun) {
        Write-Output ($Command -join ' ')
        return
    }
    [Console]::Error.WriteLine("== ${Title}: $($Command -join ' ')")
    $script:output = & $Command[0] @($Command | Select-Object -Skip 1) 2>&1 | Out-String
    if ($LASTEXITCODE -ne 0) {
        [Console]::Error.WriteLine($script:output)
        Stop-Flash "$Title failed. $Hint"
    }
}

if (-not $DryRun) {
    if (-not (Get-Command nanoff -ErrorAction SilentlyContinue)) { Stop-Flash 'nanoff is not there: dotnet tool install -g nanoff' 2 }
    if (-not (Get-Command esptool -ErrorAction SilentlyContinue)) { Stop-Flash 'esptool is not there: pip install esptool' 2 }
    foreach ($line in Get-Content (Join-Path $Bundle 'SHA256SUMS')) {
        $sum, $name = $line -split '  ', 2
        if ((Get-FileHash (Join-Path $Bundle $name) -Algorithm SHA256).Hash -ne $sum) { Stop-Flash 'the bundle is not as it was released: fetch it again' 2 }
    }
    New-Item -ItemType Directory -Force $Work | Out-Null
    Copy-Item $app "$Work/CarbonMeter.bin"
    Copy-Item (Join-Path $Bundle "$Board.cbor") "$Work/board.cbor"
    $sources = @(Get-Item "$Work/board.cbor")
    if ($Files) { $sources += Get-ChildItem $Files -File | Sort-Object Name }
    @{
        serialport = $Port
        files      = @($sources | ForEach-Object { @{ DestinationFilePath = "I:\$($_.Name)"; SourceFilePath = $_.FullName } })
    } | ConvertTo-Json -Depth 4 | Set-Content "$Work/deploy.json"
}

Invoke-Step 'Is the firmware image there?' 'nanoff could not be asked.' @('nanoff', '--platform', 'esp32', '--listtargets')
if (-not $DryRun -and ($script:output -split '\s+') -notcontains $target) {
    Stop-Flash "the image $target is not among those nanoff knows: update nanoff (dotnet tool update -g nanoff), then compare the board file"
}
$version = if ($FirmwareVersion) { @('--fwversion', $FirmwareVersion) } else { @() }
Invoke-Step 'Firmware image' $connect (@('nanoff', '--target', $target, '--serialport', $Port, '--update') + $version)
Invoke-Step 'Application' $connect @('nanoff', '--target', $target, '--serialport', $Port, '--deploy', '--image', "$Work/CarbonMeter.bin", '--address', $address)
Invoke-Step 'Reading back' $connect @('esptool', '--chip', $chip, '--port', $Port, 'read_flash', $address, "$bytes", "$Work/read-back.bin")
if (-not $DryRun -and (Get-FileHash "$Work/CarbonMeter.bin").Hash -ne (Get-FileHash "$Work/read-back.bin").Hash) {
    Stop-Flash "what was read back is not what was written. $connect"
}
Invoke-Step 'Board file and certificates' 'The board has to run for this: press RESET, wait ten seconds, and try again.' `
    @('nanoff', '--serialport', $Port, '--filedeployment', "$Work/deploy.json")
if (-not $DryRun) { Write-Output "$Board runs. Next: carbonctl commission --port $Port" }
