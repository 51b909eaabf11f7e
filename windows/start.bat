@echo off
rem Drop workbooks on this file to check them; double-click it to open the page in the browser.
setlocal
if "%~1"=="" (
  "%~dp0python\python.exe" -m checker serve --open
) else (
  "%~dp0python\python.exe" -m checker check %*
)
pause
